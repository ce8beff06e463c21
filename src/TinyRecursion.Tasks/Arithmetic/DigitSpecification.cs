using TinyRecursion.Execution.Finite;

namespace TinyRecursion.Tasks.Arithmetic;

/// <summary>
/// What the rule of one digit should do: with <c>t = a · b + sum + carry</c>, give <c>t mod 10</c> where the cell's part
/// is the digit, and <c>t div 10</c> where it is the carry. 2 × 10⁴ points.
/// </summary>
internal sealed class DigitSpecification : ILocalSpecification
{
    /// <summary>The number of digits.</summary>
    public const int Digits = 10;

    /// <summary>Features of a cell: part, a, b.</summary>
    public const int FeatureColumns = 3;

    /// <summary>The part of a cell that gives the last digit.</summary>
    public const int DigitPart = 0;

    /// <summary>The part of a cell that gives the carry.</summary>
    public const int CarryPart = 1;

    /// <summary>The one instance.</summary>
    public static readonly DigitSpecification Instance = new();

    public FiniteShape Shape { get; } = new([2, Digits, Digits], Digits - 1, 1, readsOwn: false, ArithmeticRule.Relation, 2);

    public int Next(ReadOnlySpan<int> inputs)
    {
        int total = (inputs[1] * inputs[2]) + inputs[3] + inputs[4];
        return inputs[0] == DigitPart ? total % Digits : total / Digits;
    }
}
