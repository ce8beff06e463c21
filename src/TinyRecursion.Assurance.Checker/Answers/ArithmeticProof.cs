using TinyRecursion.Assurance.Checker.Reading;

namespace TinyRecursion.Assurance.Checker.Answers;

/// <summary>
/// Expressions: the value of every operation, with the carry out of every place of the sum or the product that shows it. A difference is shown by
/// the sum that gives its first number back.
/// </summary>
internal ref struct ArithmeticProof(string text, string[] values, long[][] carries)
{
    private const int MaximumDepth = 1200;
    private const long MaximumCarry = 1L << 40, MaximumWork = 1L << 32;

    private readonly ReadOnlySpan<char> _text = text;
    private int _at;
    private int _depth;
    private int _operations;
    private long _work;
    private string? _failure;

    public static string? Check(ref ProofReader reader)
    {
        reader.ReadClaim("value");
        string expression = reader.Text("expression"), value = reader.Text("value"), all = reader.Text("values");
        string[] values = all.Length == 0 ? [] : all.Split(',');
        if (!IsNumber(value) || !Array.TrueForAll(values, IsNumber))
        {
            throw reader.Error("expected numbers as digits without leading zeros, perhaps after a sign");
        }

        long[][] carries = reader.Lists<long>("carries", 0, MaximumCarry);
        var proof = new ArithmeticProof(expression, values, carries);
        string result = proof.Expression();
        return proof._at < expression.Length ? throw proof.Error("the end")
            : proof._failure ?? (proof._operations != values.Length || proof._operations != carries.Length ? $"{values.Length} values and {carries.Length} lists of carries for {proof._operations} operations"
            : result == value ? null : "the value is not that of the last operation");
    }

    private static bool IsNumber(string text) =>
        text == "0" || (text.AsSpan(text is ['-', ..] ? 1 : 0) is [not '0', ..] digits && !digits.ContainsAnyExceptInRange('0', '9'));

    // expression = ["-"] (number | "(" expression ("+" | "-" | "*") expression ")")
    private string Expression()
    {
        bool negated = _at < _text.Length && _text[_at] == '-';
        _at += negated ? 1 : 0;
        string value = _at < _text.Length && _text[_at] == '(' ? Operation() : Number();
        return negated ? Negate(value) : value;
    }

    private string Number()
    {
        int length = _text[_at..].IndexOfAnyExceptInRange('0', '9') is >= 0 and var end ? end : _text.Length - _at;
        string number = _text.Slice(_at, length).ToString();
        _at += length;
        return IsNumber(number) ? number : throw Error("a number");
    }

    private string Operation()
    {
        _ = ++_depth > MaximumDepth ? throw Error($"at most {MaximumDepth} operations within each other") : _at++;
        string left = Expression();
        char sign = Take("+-*", "an operation");
        string right = Expression();
        Take(")", "')'");
        _depth--;
        if (_operations >= Math.Min(values.Length, carries.Length))
        {
            _failure ??= $"operation {_operations} has no value or no carries";
            return "0";
        }

        string result = values[_operations];
        _failure ??= sign == '*' ? CheckSign(result, (left[0] == '-') != (right[0] == '-')) ?? CheckPlaces(left, right, result, isProduct: true)
            : CheckSum(left, sign == '-' ? Negate(right) : right, result);
        _operations++;
        return result;
    }

    private char Take(string choices, string expected) =>
        _at < _text.Length && choices.Contains(_text[_at], StringComparison.Ordinal) ? _text[_at++] : throw Error(expected);

    private readonly ProofFormatException Error(string expected) => new($"expression, place {_at + 1}: expected {expected}");

    // Of two signs the number whose sign the result has is the sum of the other one and the result.
    private string? CheckSum(string left, string right, string result) =>
        (left[0] == '-') == (right[0] == '-') ? CheckSign(result, left[0] == '-') ?? CheckPlaces(left, right, result, isProduct: false)
        : result == "0" || (result[0] == '-') == (left[0] == '-') ? CheckPlaces(right, result, left, isProduct: false)
        : CheckPlaces(left, result, right, isProduct: false);

    private readonly string? CheckSign(string result, bool isNegative) =>
        result == "0" || (result[0] == '-') == isNegative ? null : $"operation {_operations} has the wrong sign";

    private string? CheckPlaces(string left, string right, string result, bool isProduct)
    {
        byte[] x = Digits(left), y = Digits(right), z = Digits(result);
        long[] own = carries[_operations];
        int places = isProduct ? x.Length + y.Length : Math.Max(x.Length, y.Length) + 1;
        _work += isProduct ? (long)x.Length * y.Length : 0;
        if (_work > MaximumWork)
        {
            throw new ProofFormatException($"operation {_operations}: products of more than {MaximumWork} pairs of digits are not checked");
        }

        if (own.Length != places || z.Length > places)
        {
            return $"operation {_operations}: {own.Length} carries and {z.Length} digits for {places} places";
        }

        long carry = 0;
        for (int place = 0; place < places; place++)
        {
            carry += isProduct ? 0 : x.ElementAtOrDefault(place) + y.ElementAtOrDefault(place);
            for (int i = Math.Max(0, place - y.Length + 1); isProduct && i <= Math.Min(place, x.Length - 1); i++)
            {
                carry += x[i] * y[place - i];
            }

            if (carry != z.ElementAtOrDefault(place) + (10 * own[place]) || (place == places - 1 && own[place] != 0))
            {
                return $"operation {_operations}, place {place}: digit {z.ElementAtOrDefault(place)} with carry {own[place]} is wrong";
            }

            carry = own[place];
        }

        return null;
    }

    private static string Negate(string number) => number == "0" ? number : number[0] == '-' ? number[1..] : "-" + number;

    // The lowest first.
    private static byte[] Digits(string number) => [.. number.Reverse().Where(digit => digit != '-').Select(digit => (byte)(digit - '0'))];
}
