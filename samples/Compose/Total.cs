using System.Numerics;
using TinyRecursion.Recursion.Decomposition;
using TinyRecursion.Tasks.Arithmetic;

/// <summary>A sum of many numbers: split in two halves, whose sums the rule of one digit adds.</summary>
internal sealed class Total(Calculator calculator) : IDecomposition<DecimalNumber[], DecimalNumber>
{
    public IReadOnlyList<DecimalNumber[]>? Split(DecimalNumber[] problem) =>
        problem.Length < 2 ? null : [problem[..(problem.Length / 2)], problem[(problem.Length / 2)..]];

    public DecimalNumber Merge(DecimalNumber[] problem, IReadOnlyList<DecimalNumber> answers) => calculator.Add(answers[0], answers[1]);

    public bool Accepts(DecimalNumber[] problem, DecimalNumber answer) =>
        answer.ToBigInteger() == problem.Aggregate(BigInteger.Zero, (sum, number) => sum + number.ToBigInteger());
}
