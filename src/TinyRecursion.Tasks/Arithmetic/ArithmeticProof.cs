using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace TinyRecursion.Tasks.Arithmetic;

/// <summary>
/// The value of every operation, inner ones first, each with the carries of the sum or the product that shows it: of a difference the sum of its
/// result and what is taken away.
/// </summary>
internal sealed class ArithmeticProof : AnswerProof
{
    /// <summary>The most pairs of digits that products have; more take whoever checks them too long.</summary>
    private const long MaximumPairs = 1L << 32;

    private readonly StringBuilder _text = new();
    private readonly List<DecimalNumber> _values = [];
    private readonly List<long[]> _carries = [];
    private long _pairs;

    public override string? Write(Utf8JsonWriter json, Answer answer)
    {
        var own = (ArithmeticAnswer)answer;
        if (!own.IsRight)
        {
            return own.Failure();
        }

        Prove(own.Instance.Expression, negated: false);
        if (_pairs > MaximumPairs)
        {
            return $"its products have more than {MaximumPairs} pairs of digits, too many to check";
        }

        json.WriteString("claim", "value");
        json.WriteString("expression", _text.ToString());
        json.WriteString("value", own.Value.ToString());
        json.WriteString("values", string.Join(',', _values));
        json.WriteStartArray("carries");
        foreach (long[] carries in _carries)
        {
            json.WriteStartArray();
            Array.ForEach(carries, json.WriteNumberValue);
            json.WriteEndArray();
        }

        json.WriteEndArray();
        return null;
    }

    /// <summary>Writes an expression with all its parentheses, and collects the proofs of its operations.</summary>
    private DecimalNumber Prove(Expression expression, bool negated)
    {
        if (expression is Expression.Negation negation)
        {
            return Prove(negation.Inner, !negated);
        }

        if (expression is Expression.Number { Value: var number })
        {
            DecimalNumber signed = negated ? number.Negate() : number;
            _text.Append(signed);
            return signed;
        }

        var operation = expression as Expression.Operation ?? throw new UnreachableException();
        _text.Append(negated ? "-(" : "(");
        DecimalNumber left = Prove(operation.Left, negated: false);
        _text.Append(operation.Sign switch { ArithmeticOperation.Add => '+', ArithmeticOperation.Subtract => '-', _ => '*' });
        DecimalNumber right = Prove(operation.Right, negated: false);
        _text.Append(')');
        DecimalNumber result = operation.Sign == ArithmeticOperation.Multiply ? Product(left, right)
            : Sum(left, operation.Sign == ArithmeticOperation.Subtract ? right.Negate() : right);
        _values.Add(result);
        return negated ? result.Negate() : result;
    }

    private DecimalNumber Sum(DecimalNumber left, DecimalNumber right)
    {
        var result = DecimalNumber.Of(left.ToBigInteger() + right.ToBigInteger());
        // Of two signs the number whose sign the result has is the sum of the other one and the result.
        (DecimalNumber x, DecimalNumber y, DecimalNumber sum) = left.IsNegative == right.IsNegative ? (left, right, result)
            : result.Digits.IsEmpty || result.IsNegative == left.IsNegative ? (right, result, left)
            : (left, result, right);
        var carries = new long[Math.Max(Places(x), Places(y)) + 1];
        long carry = 0;
        for (int place = 0; place < carries.Length; place++)
        {
            carry = carries[place] = (x.DigitAt(place) + y.DigitAt(place) + carry - sum.DigitAt(place)) / 10;
        }

        _carries.Add(carries);
        return result;
    }

    private DecimalNumber Product(DecimalNumber left, DecimalNumber right)
    {
        var carries = new long[Places(left) + Places(right)];
        _pairs += (long)Places(left) * Places(right);
        long carry = 0;
        for (int place = 0; place < carries.Length && _pairs <= MaximumPairs; place++)
        {
            for (int i = Math.Max(0, place - right.Digits.Length + 1); i <= Math.Min(place, left.Digits.Length - 1); i++)
            {
                carry += left.Digits[i] * right.Digits[place - i];
            }

            carry = carries[place] = carry / 10;
        }

        _carries.Add(carries);
        return DecimalNumber.Of(left.ToBigInteger() * right.ToBigInteger());
    }

    // Zero is written with one digit.
    private static int Places(DecimalNumber number) => Math.Max(1, number.Digits.Length);
}
