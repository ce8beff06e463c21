using TinyRecursion.Rules;

namespace TinyRecursion.Tasks.Arithmetic;

/// <summary>
/// The learned rule of one digit: from two digits a and b, a sum digit and a carry digit, the last digit or the carry of
/// <c>t = a · b + sum + carry</c>, which is at most 99.
/// </summary>
/// <remarks>
/// A cell is one digit of a wiring. Its features say which of the two it gives, and a and b; its two neighbours hold the
/// sum and the carry digit that it reads, a missing one 0. Addition is the part with b = 1. Nothing of arithmetic is in
/// the graph but a product of two learned embeddings.
/// </remarks>
internal static class ArithmeticRule
{
    /// <summary>The task that models name.</summary>
    public const string Task = "arithmetic";

    /// <summary>The neighbour relation: where a cell reads its sum digit and its carry digit.</summary>
    public const string Relation = "inputs";

    private const string Readout = "readout";

    /// <summary>Builds the graph.</summary>
    /// <param name="product">Width of the product of the embeddings.</param>
    /// <param name="hidden">Width of the two hidden layers.</param>
    public static RuleGraph Create(int product = 16, int hidden = 64)
    {
        var b = new RuleGraphBuilder(DigitSpecification.Digits - 1, DigitSpecification.FeatureColumns);
        int left = b.Embed(1, DigitSpecification.Digits, product, "a"), right = b.Embed(2, DigitSpecification.Digits, product, "b");
        int read = b.Gather(b.State(), Relation, 2);
        int mixed = b.Add(
            b.Linear(b.Multiply(left, right), hidden, "product", bias: true),
            b.Linear(read, hidden, "read", bias: false),
            b.Embed(0, 2, hidden, "part"));
        int first = b.Relu(b.Linear(b.Relu(mixed), hidden, "hidden", bias: true));
        int next = b.Snap(b.Linear(first, DigitSpecification.Digits - 1, "digit", bias: true), DigitSpecification.Digits - 1);
        return b.Build(next, b.Linear(next, DigitSpecification.Digits, Readout, bias: true));
    }

    /// <summary>Sets the readout, which is not learned: the score of a cell's digit is 1, that of 0 is ½, that of others 0.</summary>
    /// <param name="graph">A graph of <see cref="Create"/>.</param>
    /// <param name="parameters">Its flat parameter vector.</param>
    public static void SetReadout(RuleGraph graph, Span<float> parameters)
    {
        WeightShape weight = graph.Weights.Single(shape => shape.Name == Readout + ".weight");
        WeightShape bias = graph.Weights.Single(shape => shape.Name == Readout + ".bias");
        Span<float> map = parameters.Slice(weight.Offset, weight.Count), offset = parameters.Slice(bias.Offset, bias.Count);
        map.Clear();
        offset.Clear();
        offset[0] = 0.5f;
        for (int digit = 1; digit < DigitSpecification.Digits; digit++)
        {
            map[((digit - 1) * weight.Columns) + digit] = 1f;
        }
    }
}
