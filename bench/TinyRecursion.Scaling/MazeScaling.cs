using TinyRecursion.Tasks;
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
    public string AccuracyLabel => "mazes answered by a shortest path, %";

    /// <inheritdoc/>
    public int TrainedUpTo => 15;

    /// <inheritdoc/>
    public IReadOnlyList<int> Sizes { get; } = [9, 15, 21, 30, 45, 60, 101, 151, 201];

    /// <inheritdoc/>
    public SizePoint Measure(int size)
    {
        using Solver<MazePuzzle, MazeAnswer> solver = new MazeTask().Open(Models.Model.Load(Model));
        MazeGeneratorOptions options = MazeDefaults.For(MazeKind.Walls, size, size);
        var answers = new MazeAnswer[Count];
        Parallel.For(
            0, Count, new ParallelOptions { MaxDegreeOfParallelism = Threads },
            i => answers[i] = solver.Solve(MazeGenerator.Generate(Seed, (ulong)i, options)));
        int[] after = [.. answers.Where(answer => answer.IsSolved).Select(answer => (int)answer.Steps).Order()];
        int atOnce = answers.Count(answer => answer is { IsSolved: true, Restart: 0 });
        return new SizePoint(size, Count, after.Length / (double)Count, atOnce / (double)Count, after, Count);
    }
}
