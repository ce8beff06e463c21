using TinyRecursion.Cli.Common;
using TinyRecursion.Models;
using TinyRecursion.Tasks.Maze;
using TinyRecursion.Tasks.Maze.Wave;

namespace TinyRecursion.Cli.Maze;

/// <summary>
/// What answers mazes: a model of one of three kinds (a rule over the grid, the same snapped to a finite alphabet, or a
/// tiny recursive model over token sequences), plain code, or a model with plain code behind it.
/// </summary>
internal sealed class LoadedMazeModel : IDisposable
{
    private readonly RuleKind _kind;
    private readonly MazeRunners? _runners;

    private LoadedMazeModel(RuleKind kind, Model? model, string path, long bytes, int threads)
    {
        (_kind, Model, Path, Bytes) = (kind, model, path, bytes);
        _runners = model is null ? null : new MazeRunners(model, path, threads);
    }

    /// <summary>The model; null for plain code alone.</summary>
    public Model? Model { get; }

    /// <summary>Its file.</summary>
    public string Path { get; }

    /// <summary>The file's size.</summary>
    public long Bytes { get; }

    /// <summary>Loads the chosen model, or the shipped one.</summary>
    /// <param name="chosen">The model that the user names, or null.</param>
    /// <param name="kind">What is to answer.</param>
    /// <param name="threads">Threads to make a table with.</param>
    /// <exception cref="InputException">There is none, it is of another task, or it is not wanted.</exception>
    /// <exception cref="ModelFormatException">It does not fit.</exception>
    public static LoadedMazeModel Load(FileInfo? chosen, RuleKind kind, int threads)
    {
        if (kind != RuleKind.Algorithmic)
        {
            (Model model, string path, long bytes) = ModelOption.Load(chosen, "maze");
            return new LoadedMazeModel(kind, model, path, bytes, threads);
        }

        return chosen is null
            ? new LoadedMazeModel(kind, model: null, string.Empty, bytes: 0, threads)
            : throw new InputException($"{chosen.FullName}: --rules algorithmic takes no --model");
    }

    /// <summary>Takes a model of a rule over the grid.</summary>
    /// <param name="model">The model.</param>
    /// <param name="threads">Threads to make a table with.</param>
    /// <exception cref="InputException">It does not fit.</exception>
    public static LoadedMazeModel Of(Model model, int threads) => new(RuleKind.Neural, model, "the model", bytes: 0, threads);

    /// <summary>Opens what answers mazes on one thread.</summary>
    public IMazeRunner Open() => _runners is null ? new MazeRunner(WaveSpecification.Machine)
        : _kind == RuleKind.Mixed ? new MazeFallbackRunner(_runners.Open(), new MazeRunner(WaveSpecification.Machine))
        : _runners.Open();

    /// <summary>Refuses mazes that the model does not take, or that would not fit into memory.</summary>
    /// <param name="puzzles">The mazes.</param>
    /// <param name="file">Their file, for the message.</param>
    public void Require(IReadOnlyList<MazePuzzle> puzzles, string file)
    {
        foreach (MazePuzzle puzzle in puzzles)
        {
            _runners?.Require(puzzle, file);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _runners?.Dispose();
}
