using TinyRecursion.Execution;
using TinyRecursion.Execution.Integer;
using TinyRecursion.Problems;
using TinyRecursion.Rules;

namespace TinyRecursion.Training.Compression;

/// <summary>How many entries are cut to what 16 bits hold when a rule runs in integers.</summary>
/// <param name="Node">The node that is cut most.</param>
/// <param name="Share">The share of its entries that are at one of the ends.</param>
public sealed record Saturation(int Node, double Share)
{
    /// <summary>Runs a rule in integers and looks at every value of its steps 1, 2, 4, 8, …</summary>
    /// <param name="graph">The rule.</param>
    /// <param name="constants">Its numbers.</param>
    /// <param name="problems">Problems, at least one.</param>
    /// <param name="steps">Steps of each run, at least one.</param>
    /// <param name="threads">Problems at once; changes the speed, never the result.</param>
    /// <param name="cancellation">Ends it.</param>
    internal static Saturation Measure(
        RuleGraph graph, IntegerConstants constants, IReadOnlyList<Problem> problems, int steps, int threads = 1,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(constants);
        ArgumentNullException.ThrowIfNull(problems);
        ArgumentOutOfRangeException.ThrowIfLessThan(problems.Count, 1, nameof(problems));
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
        var oracle = new IntegerOracle(graph, constants);
        var rule = new IntegerRule(graph, constants);
        long[] cut = new long[graph.Nodes.Count], all = new long[cut.Length];
        Parallel.ForEach(problems, new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellation }, problem =>
        {
            using IRuleSession session = rule.Open();
            session.Bind(problem);
            var state = new float[problem.Cells * graph.StateWidth];
            for (int step = 0; step < steps; step++)
            {
                cancellation.ThrowIfCancellationRequested();
                if ((step & (step - 1)) == 0)
                {
                    session.CopyState(state);
                    Count(oracle.Evaluate(problem, Integers(state, problem.Cells, constants.Exponents[graph.NextState])), cut, all);
                }

                session.Step();
            }
        });
        int worst = Enumerable.Range(0, cut.Length).MaxBy(node => Of(node));
        return new Saturation(worst, Of(worst));

        double Of(int node) => all[node] == 0 ? 0 : (double)cut[node] / all[node];
    }

    private static Matrix<short> Integers(float[] state, int cells, int exponent) =>
        new(cells, state.Length / cells, Array.ConvertAll(state, entry => (short)MathF.ScaleB(entry, exponent)));

    private static void Count(Matrix<short>?[] values, long[] cut, long[] all)
    {
        for (int node = 0; node < values.Length; node++)
        {
            if (values[node] is { } value)
            {
                Interlocked.Add(ref cut[node], value.Values.Count(entry => entry is short.MinValue or short.MaxValue));
                Interlocked.Add(ref all[node], value.Values.Length);
            }
        }
    }
}
