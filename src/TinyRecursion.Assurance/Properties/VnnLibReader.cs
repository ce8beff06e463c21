using System.Globalization;

namespace TinyRecursion.Assurance.Properties;

/// <summary>
/// Reads a property in VNN-LIB 1.0: declarations of <c>X_i</c> and <c>Y_i</c>, and assertions whose conjunction is the unsafe set. Disjunctions are
/// multiplied out, up to a limit; bounds of single inputs become the box of a case.
/// </summary>
internal sealed class VnnLibReader(SyntaxReader syntax)
{
    private const int MostCases = 10_000;
    private const int MostVariables = 1_000_000;

    private readonly HashSet<int> _declared = [];
    private readonly ExactNumber _one = ExactNumber.Of(1);

    /// <summary>Reads to the end.</summary>
    public NetworkProperty Read()
    {
        var common = new List<Atom>();
        var cases = new List<List<Atom>> { new() };
        while (syntax.Next() is { } statement)
        {
            switch (Head(statement))
            {
                case "declare-const":
                    Declare(statement);
                    break;
                case "assert":
                    Require(statement, 2);
                    List<List<Atom>> own = Cases(statement.Items[1]);
                    if (own.Count == 1)
                    {
                        common.AddRange(own[0]);
                    }
                    else
                    {
                        cases = Product(statement, cases, own);
                    }

                    break;
                case "vnnlib-version" or "declare-network":
                    throw syntax.Error(statement, "VNN-LIB 2.0 is not read; write the property in VNN-LIB 1.0 (docs/vnnlib.md)");
                default:
                    throw syntax.Error(statement, "expected (declare-const ...) or (assert ...)");
            }
        }

        (int inputs, int outputs) = (Declared(variable => variable >= 0, "X"), Declared(variable => variable < 0, "Y"));
        var made = new List<PropertyCase>();
        foreach (List<Atom> atoms in cases)
        {
            if (Case([.. common, .. atoms], inputs, cases.Count > 1) is { } whole)
            {
                made.Add(whole);
            }
        }

        return new NetworkProperty(inputs, outputs, made);
    }

    private void Declare(Syntax statement)
    {
        Require(statement, 3);
        if (statement.Items[2].Word != "Real")
        {
            throw syntax.Error(statement.Items[2], "expected Real");
        }

        if (Variable(statement.Items[1]) is not { } variable)
        {
            throw syntax.Error(statement.Items[1], "expected an input X_0, X_1, ... or an output Y_0, Y_1, ...");
        }

        if (!_declared.Add(variable))
        {
            throw syntax.Error(statement.Items[1], $"{statement.Items[1].Word} is declared twice");
        }
    }

    // Inputs and outputs are numbered without a gap, in any order.
    private int Declared(Func<int, bool> belongs, string letter)
    {
        int count = _declared.Count(belongs);
        for (int i = 0; i < count; i++)
        {
            if (!_declared.Contains(letter == "X" ? i : ~i))
            {
                throw syntax.Error(1, 1, $"{letter}_{i} is not declared, and {count} variables {letter} are");
            }
        }

        return count > 0 ? count : throw syntax.Error(1, 1, $"no variable {letter}_0 is declared");
    }

    private List<List<Atom>> Cases(Syntax formula)
    {
        string head = Head(formula);
        if (head is not ("and" or "or"))
        {
            return [[Comparison(formula, head)]];
        }

        if (formula.Items.Count < 2)
        {
            throw syntax.Error(formula, $"({head}) is empty");
        }

        var result = new List<List<Atom>>();
        foreach (Syntax item in formula.Items.Skip(1))
        {
            List<List<Atom>> own = Cases(item);
            result = head == "or" ? [.. result, .. own] : result.Count == 0 ? own : Product(formula, result, own);
            if (result.Count > MostCases)
            {
                throw TooMany(formula);
            }
        }

        return result;
    }

    private List<List<Atom>> Product(Syntax at, List<List<Atom>> some, List<List<Atom>> others) => (long)some.Count * others.Count <= MostCases
        ? [.. some.SelectMany(_ => others, (one, other) => (List<Atom>)[.. one, .. other])]
        : throw TooMany(at);

    private FormatException TooMany(Syntax at) => syntax.Error(at, $"the alternatives multiply to more than {MostCases} cases");

    private Atom Comparison(Syntax formula, string head)
    {
        if (head is not ("<=" or ">=" or "<" or ">" or "=" or "=="))
        {
            throw syntax.Error(formula, "expected and, or, <=, >=, < or > behind the (");
        }

        if (head is "=" or "==")
        {
            throw syntax.Error(formula, "an equation is not read: write it as <= and >=");
        }

        Require(formula, 3);
        LinearSum left = Sum(formula.Items[1]), right = Sum(formula.Items[2]);
        LinearSum difference = head[0] == '<' ? left.Plus(right, -_one) : right.Plus(left, -_one);
        (int Variable, ExactNumber Coefficient)[] terms = [.. difference.Terms.Where(term => term.Value.Sign != 0).Select(term => (term.Key, term.Value))];
        return terms.Length > 0
            ? new Atom(formula, terms, -difference.Constant, head.Length == 1)
            : throw syntax.Error(formula, "a comparison without a variable");
    }

    private LinearSum Sum(Syntax term)
    {
        if (term.Word is { } word)
        {
            if (ExactNumber.TryParse(word, out ExactNumber number))
            {
                return LinearSum.Of(number);
            }

            return Variable(term) is { } variable && _declared.Contains(variable)
                ? new LinearSum(new Dictionary<int, ExactNumber> { [variable] = _one }, ExactNumber.Of(0))
                : throw syntax.Error(term, "expected a number or a variable that is declared before");
        }

        string head = Head(term);
        if (head is not ("+" or "-" or "*") || term.Items.Count < 2)
        {
            throw syntax.Error(term, "expected a number, a variable, or (+ ...), (- ...) or (* ...) of them");
        }

        LinearSum result = Sum(term.Items[1]);
        if (head == "-" && term.Items.Count == 2)
        {
            return LinearSum.Of(ExactNumber.Of(0)).Plus(result, -_one);
        }

        foreach (Syntax item in term.Items.Skip(2))
        {
            LinearSum own = Sum(item);
            if (head == "*" && result.Terms.Count > 0 && own.Terms.Count > 0)
            {
                throw syntax.Error(item, "a product of variables: only sums of variables with factors are read");
            }

            result = head switch
            {
                "+" => result.Plus(own, _one),
                "-" => result.Plus(own, -_one),
                _ => result.Terms.Count > 0 ? LinearSum.Of(ExactNumber.Of(0)).Plus(result, own.Constant) : LinearSum.Of(ExactNumber.Of(0)).Plus(own, result.Constant),
            };
        }

        return result;
    }

    private PropertyCase? Case(List<Atom> atoms, int inputs, bool mayBeEmpty)
    {
        var lower = new ExactNumber?[inputs];
        var upper = new ExactNumber?[inputs];
        var constraints = new List<LinearConstraint>();
        foreach (Atom atom in atoms)
        {
            bool isBound = atom.Terms.Count == 1 && atom.Terms[0].Variable >= 0;
            if (isBound)
            {
                (int input, ExactNumber coefficient) = atom.Terms[0];
                ExactNumber bound = atom.Bound / coefficient;
                if (coefficient.Sign > 0)
                {
                    upper[input] = upper[input] is { } own && own < bound ? own : bound;
                }
                else
                {
                    lower[input] = lower[input] is { } own && own > bound ? own : bound;
                }

                if (lower[input] is { } low && upper[input] is { } high && low > high)
                {
                    return mayBeEmpty ? null : throw syntax.Error(atom.At, $"the bounds of X_{input} contradict each other: {low} is above {high}");
                }
            }

            if (!isBound || atom.IsStrict)
            {
                constraints.Add(new LinearConstraint(
                    [.. atom.Terms.Select(term => (Variable: term.Variable >= 0 ? term.Variable : inputs + ~term.Variable, term.Coefficient)).OrderBy(term => term.Variable)],
                    atom.Bound, atom.IsStrict));
            }
        }

        for (int input = 0; input < inputs; input++)
        {
            if (lower[input] is null || upper[input] is null)
            {
                throw syntax.Error(1, 1, $"X_{input} has no {(lower[input] is null ? "lower" : "upper")} bound: a box is needed");
            }
        }

        return new PropertyCase([.. lower.Select(bound => bound!.Value)], [.. upper.Select(bound => bound!.Value)], constraints);
    }

    private static int? Variable(Syntax word) =>
        word.Word is ['X' or 'Y', '_', .. var digits] && digits.Length is > 0 and < 8 && (digits[0] != '0' || digits.Length == 1)
            && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int index) && index < MostVariables
            ? word.Word[0] == 'X' ? index : ~index
            : null;

    private string Head(Syntax list) => list is { Word: null, Items: [{ Word: { } head }, ..] } ? head : throw syntax.Error(list, "expected ( and a word behind it");

    private void Require(Syntax list, int items) => _ = list.Items.Count == items ? 0 : throw syntax.Error(list, $"expected {items - 1} items behind {list.Items[0].Word}, found {list.Items.Count - 1}");

    private sealed record Atom(Syntax At, IReadOnlyList<(int Variable, ExactNumber Coefficient)> Terms, ExactNumber Bound, bool IsStrict);
}
