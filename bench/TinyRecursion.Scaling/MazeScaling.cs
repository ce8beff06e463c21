using TinyRecursion.Execution.Float;
using TinyRecursion.Models;
using TinyRecursion.Tasks.Maze;

namespace TinyRecursion.Scaling;

/// <summary>Mazes of random walls, far larger than any the rule was trained on.</summary>
/// <param name="Model">The model.</param>
/// <param name="Count">Mazes of each size.</param>
/// <param name="Seed">Seed of the mazes.</param>
/// <param name="Threads">Mazes at once.</param>
internal sealed record MazeScaling(string Model, int Count, ulong Seed, int Threads) : IScaling
{
    /// <inheritdoc/>
    public string Name => "maze";

    /// <inheritdoc/>
    public string SizeLabel => "side of the maze";

    /// <inheritdoc/>
    public string AccuracyLabel => "mazes answered by a shortest way, %";

    /// <inheritdoc/>
    public int TrainedUpTo => 15;

    /// <inheritdoc/>
    public IReadOnlyList<int> Sizes { get; } = [9, 15, 21, 30, 45, 60, 101, 151, 201];

    /// <inheritdoc/>
    public SizePoint Measure(int size)
    {
        var model = Models.Model.Load(Model);
        using var rule = new NeuralRule(model.Graph, model.Parameters.Span);
        MazeGeneratorOptions options = MazeDefaults.For(MazeKind.Walls, size, size);
        var results = new MazeResult[Count];
        Parallel.For(
            0, Count, new ParallelOptions { MaxDegreeOfParallelism = Threads },
            () => new MazeRunner(rule),
            (i, _, runner) =>
            {
                results[i] = runner.Run(MazeGenerator.Generate(Seed, (ulong)i, options), new MazeRunOptions { Starts = runner.DefaultStarts });
                return runner;
            },
            runner => runner.Dispose());
        int[] after = [.. results.Where(result => result.IsRight).Select(result => (int)result.TotalSteps).Order()];
        int atOnce = results.Count(result => result.IsRight && result.Restart == 0);
        return new SizePoint(size, Count, after.Length / (double)Count, atOnce / (double)Count, after, Count);
    }
}
