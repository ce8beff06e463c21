using TinyRecursion.Execution;
using TinyRecursion.Execution.Integer;
using TinyRecursion.Operations;
using TinyRecursion.Rules;

namespace TinyRecursion.Assurance.Audits.Fast;

/// <summary>
/// The random vectors of one test of a rule's linear maps, worked out once: r of each map for its sums, and for each value that maps
/// read -Σ W r of all of them, so that a row costs as much as it is long, on either side.
/// </summary>
internal sealed class FreivaldsVectors
{
    /// <summary>Draws the vectors.</summary>
    /// <param name="graph">The rule.</param>
    /// <param name="constants">Its numbers.</param>
    /// <param name="leastWidth">The least width of a value whose maps are tested.</param>
    /// <param name="challenge">Where they come from.</param>
    /// <param name="repetition">Which of the challenge's tests it is.</param>
    public FreivaldsVectors(RuleGraph graph, IntegerConstants constants, int leastWidth, Challenge challenge, int repetition)
    {
        int count = graph.Nodes.Count;
        (Sums, Inputs) = (new FieldLimbs?[count], new FieldDigits?[count]);
        var plan = new ExecutionPlan(graph, forGradient: false);
        // Maps that are worked out once for a problem are a test of their own, and so are not put together with those of a step.
        foreach (IGrouping<(int Input, bool Constant), int> readers in Enumerable.Range(0, count)
            .Where(node => graph.Nodes[node].Operation is Operation.Linear && !graph.IsHead(node) && constants.Maps[node].Rows >= leastWidth)
            .GroupBy(node => (graph.Nodes[node].Inputs[0], plan.Constant[node])))
        {
            var mapped = new ulong[graph.Nodes[readers.Key.Input].Shape.Width];
            foreach (int node in readers)
            {
                IntegerLinear map = constants.Maps[node];
                var r = new ulong[Padding.Stride(map.Columns)];
                challenge.Draw(repetition, node, part: 0, r);
                Sums[node] = LimbsOf(r);
                Subtract(mapped, map, DigitsOf(r));
            }

            // Whoever reads the value first tests for all.
            Inputs[readers.Min()] = DigitsOf(mapped);
        }
    }

    /// <summary>For each map what its sums are multiplied with; null for other nodes.</summary>
    public FieldLimbs?[] Sums { get; }

    /// <summary>For the first of the maps that read a value what the value is multiplied with; null for other nodes.</summary>
    public FieldDigits?[] Inputs { get; }

    /// <summary>Elements laid out for sums.</summary>
    public static FieldLimbs LimbsOf(ReadOnlySpan<ulong> elements)
    {
        var limbs = new FieldLimbs(elements.Length);
        for (int i = 0; i < elements.Length; i++)
        {
            limbs.Set(i, elements[i]);
        }

        return limbs;
    }

    private static FieldDigits DigitsOf(ReadOnlySpan<ulong> elements)
    {
        var digits = new FieldDigits(elements.Length);
        for (int i = 0; i < elements.Length; i++)
        {
            digits.Set(i, elements[i]);
        }

        return digits;
    }

    /// <summary>Takes W r from a vector.</summary>
    private static unsafe void Subtract(ulong[] mapped, IntegerLinear map, FieldDigits r)
    {
        var weights = new PinnedArray<short>(r.Length);
        var kept = new PinnedArray<long>(MersenneKernels.RowLength);
        for (int row = 0; row < map.Rows; row++)
        {
            for (int column = 0; column < map.Columns; column++)
            {
                weights.Start[column] = map.Weights[(row * map.Columns) + column];
            }

            new Span<long>(kept.Start, MersenneKernels.RowLength).Clear();
            MersenneKernels.AddEntries(kept.Start, weights.Start, r.Length, rows: 1, r);
            mapped[row] = MersenneField.Add(mapped[row], MersenneField.Negate(MersenneKernels.Element(kept.Start)));
        }

        GC.KeepAlive((weights, kept, r));
    }
}
