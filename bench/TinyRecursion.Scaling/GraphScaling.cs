using TinyRecursion.Tasks;
using TinyRecursion.Tasks.Graphs;

namespace TinyRecursion.Scaling;

/// <summary>Shortest paths in sparse weighted graphs, far larger than any the rule was trained on.</summary>
/// <param name="Model">The model.</param>
/// <param name="Count">Graphs of each size.</param>
/// <param name="Seed">Seed of the graphs.</param>
/// <param name="Threads">Graphs at once.</param>
internal sealed record GraphScaling(string Model, int Count, ulong Seed, int Threads) : IScaling
{
    private const int MaximumSteps = 1_000_000;

    /// <inheritdoc/>
    public string Name => "graph";

    /// <inheritdoc/>
    public string SizeLabel => "nodes of the graph";

    /// <inheritdoc/>
    public string AccuracyLabel => "nodes with the exact distance, %";

    /// <inheritdoc/>
    public int TrainedUpTo => 20;

    /// <inheritdoc/>
    public IReadOnlyList<int> Sizes { get; } = [10, 20, 50, 100, 200, 500, 1000, 2000, 5000];

    /// <inheritdoc/>
    public SizePoint Measure(int size)
    {
        var task = new GraphTask();
        using Solver<WeightedGraph, GraphAnswer> solver = task.OpenSolver(
            Models.Model.Load(Model), Model, Settings.Default.With(GraphSettings.MaximumSteps, MaximumSteps));
        var after = new List<int>();
        object gate = new();
        Parallel.For(
            0, Count, new ParallelOptions { MaxDegreeOfParallelism = Threads },
            i =>
            {
                var graph = (WeightedGraph)task.Generator.Generate(Seed, (ulong)i, Settings.Default.With(GraphSettings.Nodes, size));
                GraphAnswer answer = solver.Solve(graph);
                long[] exact = GraphDistances.Of(graph);
                int[] rightAfter = [.. Enumerable.Range(0, size)
                    .Where(node => answer.Distances[node] == exact[node])
                    .Select(node => (int)Math.Max(1, Math.Min(exact[node] + 1, answer.Steps)))];
                lock (gate)
                {
                    after.AddRange(rightAfter);
                }
            });
        after.Sort();
        long answers = (long)Count * size;
        double right = after.Count / (double)answers;
        return new SizePoint(size, Count, right, right, [.. after], answers);
    }
}
