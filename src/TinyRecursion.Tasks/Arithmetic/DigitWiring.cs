using TinyRecursion.Problems;

namespace TinyRecursion.Tasks.Arithmetic;

/// <summary>
/// Lays sums and products out as cells of the rule of one digit. Everything here is wiring: which digit stands at which
/// cell, and which cell reads which. What a cell answers is the rule's business.
/// </summary>
internal static class DigitWiring
{
    /// <summary>Cells of a place of an addition: a digit of the second number, the sum's digit, the carry.</summary>
    private const int CellsPerPlace = 3;

    /// <summary>
    /// An addition without signs. At each place three cells: one that holds the digit of the second number (its a is that
    /// digit, b is 1, it reads nothing), the digit of the sum and the carry (a is the digit of the first number, b is 1;
    /// both read the second number's cell and the carry of the place below). The wiring has no cycle, so the recursion
    /// settles from every start.
    /// </summary>
    /// <param name="left">The first number.</param>
    /// <param name="right">The second number.</param>
    /// <param name="places">Places to add, at least as many as the longer number has.</param>
    /// <param name="complement">Whether every digit of the second number is taken from nine, and one more is added: a subtraction.</param>
    public static Problem Addition(DecimalNumber left, DecimalNumber right, int places, bool complement)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(places, Math.Max(left.Digits.Length, right.Digits.Length));
        int cells = checked((places * CellsPerPlace) + (complement ? 1 : 0));
        int[] features = new int[cells * DigitSpecification.FeatureColumns], neighbours = new int[cells * 2];
        Array.Fill(neighbours, NeighbourRelation.None);
        for (int place = 0; place < places; place++)
        {
            int second = place * CellsPerPlace, digit = right.DigitAt(place);
            int below = place > 0 ? second - 1 : complement ? cells - 1 : NeighbourRelation.None;
            Set(second, DigitSpecification.DigitPart, complement ? DigitSpecification.Digits - 1 - digit : digit);
            Set(second + 1, DigitSpecification.DigitPart, left.DigitAt(place));
            Set(second + 2, DigitSpecification.CarryPart, left.DigitAt(place));
            for (int cell = second + 1; cell <= second + 2; cell++)
            {
                (neighbours[2 * cell], neighbours[(2 * cell) + 1]) = (second, below);
            }
        }

        if (complement)
        {
            Set(cells - 1, DigitSpecification.DigitPart, 1);
        }

        return new Problem(
            new Topology(cells, new NeighbourRelation(ArithmeticRule.Relation, cells, 2, neighbours)), DigitSpecification.FeatureColumns, features);

        void Set(int cell, int part, int a)
        {
            int at = cell * DigitSpecification.FeatureColumns;
            (features[at], features[at + 1], features[at + 2]) = (part, a, 1);
        }
    }

    /// <summary>
    /// An addition of numbers with signs: of their magnitudes where the signs are equal, else the larger one less the smaller
    /// one, whose complement keeps the difference from falling below zero.
    /// </summary>
    /// <param name="left">The first number.</param>
    /// <param name="right">The second number.</param>
    /// <returns>The problem, its places, whether it is a subtraction, and whether the result is negative.</returns>
    public static (Problem Problem, int Places, bool Complement, bool Negative) Sum(DecimalNumber left, DecimalNumber right)
    {
        bool complement = left.IsNegative != right.IsNegative;
        (DecimalNumber first, DecimalNumber second) = complement && DecimalNumber.CompareMagnitudes(left, right) < 0 ? (right, left) : (left, right);
        int places = Math.Max(left.Digits.Length, right.Digits.Length);
        return (Addition(first, second, places, complement), places, complement, first.IsNegative);
    }

    /// <summary>The wiring of the first operation that is worked out, with the first digit that a product is fed; no cells where there is none.</summary>
    /// <param name="expression">The expression.</param>
    public static Problem First(Expression expression)
    {
        Expression.Operation? operation = FirstOperation(expression);
        DecimalNumber left = Signed(operation?.Left), right = Signed(operation?.Right);
        return operation?.Sign switch
        {
            ArithmeticOperation.Multiply when !left.Digits.IsEmpty && !right.Digits.IsEmpty => FirstStep(Factors(left, right)),
            ArithmeticOperation.Add => Sum(left, right).Problem,
            ArithmeticOperation.Subtract => Sum(left, right.Negate()).Problem,
            _ => Addition(DecimalNumber.Zero, DecimalNumber.Zero, 0, complement: false),
        };
    }

    /// <summary>The shorter number for the array of a multiplication, the longer one to be fed: the least cells a step.</summary>
    public static (DecimalNumber Held, DecimalNumber Fed) Factors(DecimalNumber left, DecimalNumber right) =>
        left.Digits.Length <= right.Digits.Length ? (left, right) : (right, left);

    /// <summary>Reads a sum out of the symbols of <see cref="Addition"/>'s cells.</summary>
    /// <param name="symbols">One a cell.</param>
    /// <param name="places">The places that were added.</param>
    /// <param name="withCarry">Whether the last carry is a digit of the result.</param>
    public static DecimalNumber Sum(ReadOnlySpan<ushort> symbols, int places, bool withCarry)
    {
        var digits = new byte[places + 1];
        for (int place = 0; place < places; place++)
        {
            digits[place] = (byte)symbols[(place * CellsPerPlace) + 1];
        }

        digits[places] = withCarry && places > 0 ? (byte)symbols[(places * CellsPerPlace) - 1] : (byte)0;
        return new DecimalNumber(digits, negative: false);
    }

    /// <summary>
    /// The array of a multiplication, one problem for each digit that it may be fed: at each place of the first number a
    /// digit cell (cell 2i) and a carry cell (2i + 1), whose a is the number's digit and whose b is the digit fed. Both
    /// read the digit cell one place up and the carry cell of their own place, so each step is
    /// <c>t = a · b + digit above + carry</c> everywhere at once, and the lowest digit cell then holds the next digit of
    /// the product (a serial-parallel multiplier with carry saved).
    /// </summary>
    /// <param name="number">The first number; at least one digit.</param>
    public static Problem[] Multiplication(DecimalNumber number)
    {
        int places = number.Digits.Length, cells = checked(places * 2);
        var neighbours = new int[cells * 2];
        for (int cell = 0; cell < cells; cell++)
        {
            int digit = cell & ~1;
            neighbours[2 * cell] = digit + 2 < cells ? digit + 2 : NeighbourRelation.None;
            neighbours[(2 * cell) + 1] = digit + 1;
        }

        var topology = new Topology(cells, new NeighbourRelation(ArithmeticRule.Relation, cells, 2, neighbours));
        var problems = new Problem[DigitSpecification.Digits];
        for (int b = 0; b < problems.Length; b++)
        {
            var features = new int[cells * DigitSpecification.FeatureColumns];
            for (int cell = 0, at = 0; cell < cells; cell++, at += DigitSpecification.FeatureColumns)
            {
                features[at] = cell % 2 == 0 ? DigitSpecification.DigitPart : DigitSpecification.CarryPart;
                (features[at + 1], features[at + 2]) = (number.Digits[cell / 2], b);
            }

            problems[b] = new Problem(topology, DigitSpecification.FeatureColumns, features);
        }

        return problems;
    }

    private static Problem FirstStep((DecimalNumber Held, DecimalNumber Fed) factors) => Multiplication(factors.Held)[factors.Fed.DigitAt(0)];

    private static Expression.Operation? FirstOperation(Expression expression) => expression switch
    {
        Expression.Negation negation => FirstOperation(negation.Inner),
        Expression.Operation operation => FirstOperation(operation.Left) ?? FirstOperation(operation.Right) ?? operation,
        _ => null,
    };

    /// <summary>The value of a number with signs before it.</summary>
    private static DecimalNumber Signed(Expression? expression) => expression switch
    {
        Expression.Number number => number.Value,
        Expression.Negation negation => Signed(negation.Inner).Negate(),
        _ => DecimalNumber.Zero,
    };
}
