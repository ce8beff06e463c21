using TinyRecursion.Cli.Common;
using TinyRecursion.Execution.Finite;
using TinyRecursion.Execution.Float;
using TinyRecursion.Models;
using TinyRecursion.Models.Trm;
using TinyRecursion.Operations;
using TinyRecursion.Rules;
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
    private readonly TrmModel? _sequences;
    private readonly ModelRule? _rule;
    private readonly FiniteMachine? _machine;

    private LoadedMazeModel(RuleKind kind, Model? model, string path, long bytes, int threads)
    {
        (_kind, Model, Path, Bytes) = (kind, model, path, bytes);
        if (model is null)
        {
            return;
        }

        _sequences = model.Cycles is null ? null : Sequences(model, path);
        if (_sequences is null)
        {
            RequireFit(model, path);
        }

        if (model.Graph.Nodes[model.Graph.NextState].Operation is Operation.Snap)
        {
            _machine = Tabulate(model, path, threads);
        }
        else
        {
            _rule = model.Open();
        }
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
    /// <exception cref="InputException">There is none, it is of another task, or it does not fit.</exception>
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
    public IMazeRunner Open()
    {
        IMazeRunner? learned = _machine is not null ? new MazeRunner(_machine)
            : _sequences is not null ? new MazeSequenceRunner(_rule!, _sequences.Config)
            : _rule is not null ? new MazeRunner(_rule)
            : null;
        return learned is null ? new MazeRunner(WaveSpecification.Machine)
            : _kind == RuleKind.Mixed ? new MazeFallbackRunner(learned, new MazeRunner(WaveSpecification.Machine))
            : learned;
    }

    /// <summary>Refuses mazes that the model does not take, or that would not fit into memory.</summary>
    /// <param name="puzzles">The mazes.</param>
    /// <param name="file">Their file, for the message.</param>
    public void Require(IReadOnlyList<MazePuzzle> puzzles, string file)
    {
        if (_sequences is { } trm && puzzles.FirstOrDefault(puzzle => puzzle.Board.Cells.Length != trm.Config.SequenceLength) is { } other)
        {
            throw new InputException(
                $"{file}: line {other.Line}: a maze of {other.Board.Rows}×{other.Board.Columns}, the model takes mazes of {trm.Config.SequenceLength} cells");
        }

        long available = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        if (_rule is not null && _sequences is null && puzzles.MaxBy(puzzle => puzzle.Board.Cells.Length) is { } largest
            && BytesFor(largest.Board) is var needed && needed > available)
        {
            throw new InputException(
                $"{file}: line {largest.Line}: a maze of {largest.Board.Rows}×{largest.Board.Columns} takes up to {needed >> 20:n0} MB with this model, "
                + $"there are {available >> 20:n0}: use a finite machine such as models/maze-proved.safetensors");
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _rule?.Dispose();

    private long BytesFor(MazeBoard board) => board.Cells.Length * Model!.Graph.Nodes.Sum(node => (long)node.Shape.Width) * sizeof(float);

    private static TrmModel Sequences(Model model, string path)
    {
        TrmModel sequences = TrmModel.From(model, path);
        return sequences.Config.VocabularySize == MazeEncoding.Vocabulary
            ? sequences
            : throw new InputException($"{path}: knows {sequences.Config.VocabularySize} tokens, mazes have {MazeEncoding.Vocabulary}");
    }

    private static void RequireFit(Model model, string path)
    {
        if (model.Graph.ReadoutWidth != 1)
        {
            throw new InputException($"{path}: does not fit mazes: it reads out {model.Graph.ReadoutWidth} scores a cell, expected 1");
        }

        try
        {
            // Any board has the relation and feature that every board has.
            using var weights = new FloatWeights(model.Graph, model.Parameters.Span);
            using var session = new FloatSession(weights);
            session.Bind(MazeGrid.Encode(new MazeBoard(1, 2, [MazeCell.Start, MazeCell.Goal])));
        }
        catch (ArgumentException error)
        {
            throw new InputException($"{path}: does not fit mazes: {error.Message}");
        }
    }

    private static FiniteMachine Tabulate(Model model, string path, int threads)
    {
        try
        {
            using ModelRule rule = model.Open();
            return FiniteMachine.Tabulate(model.Graph, rule, [MazeGrid.Kinds], threads);
        }
        catch (ArgumentException error)
        {
            throw new InputException($"{path}: does not fit mazes: {error.Message}");
        }
    }
}
