using TinyRecursion.Execution.Finite;
using TinyRecursion.Models;
using TinyRecursion.Models.Trm;
using TinyRecursion.Rules;
using TinyRecursion.Tasks.Common;

namespace TinyRecursion.Tasks.Maze;

/// <summary>
/// A model of one of three kinds ready to answer mazes: a rule over the grid, the same snapped to a finite alphabet, which runs as a table,
/// or a tiny recursive model as published. What it opens is to be disposed before it.
/// </summary>
public sealed class MazeRunners : IDisposable
{
    private readonly Model _model;
    private readonly TrmModel? _sequences;
    private readonly ModelRule _rule;
    private readonly FiniteMachine? _machine;

    /// <summary>Opens a model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="name">Its name for messages.</param>
    /// <param name="threads">Threads to make a table with.</param>
    /// <exception cref="ModelFormatException">Its rule does not fit mazes.</exception>
    public MazeRunners(Model model, string name, int threads = 1)
    {
        ArgumentNullException.ThrowIfNull(model);
        _model = model;
        _sequences = model.Cycles is null ? null : Sequences(model, name);
        _rule = model.Open();
        if (_sequences is not null)
        {
            return;
        }

        RuleFit.Require(
            model, _rule, name, ("mazes", "a cell"), scores: 1, MazeGrid.Encode(new MazeBoard(1, 2, [MazeCell.Start, MazeCell.Goal])));
        if (FiniteRules.SnapOf(model.Graph) is not null)
        {
            _machine = Tabulate(model, _rule, name, threads);
        }
    }

    /// <summary>Opens what answers mazes on one thread.</summary>
    public IMazeRunner Open() => _machine is not null ? new MazeRunner(_machine)
        : _sequences is not null ? throw new NotSupportedException()
        : new MazeRunner(_rule);

    /// <summary>Refuses a maze that the model does not take, or that would not fit into memory.</summary>
    /// <param name="puzzle">The maze.</param>
    /// <param name="file">Its file, for the message.</param>
    /// <exception cref="MazeFormatException">It is of another size, or too large.</exception>
    public void Require(MazePuzzle puzzle, string file)
    {
        ArgumentNullException.ThrowIfNull(puzzle);
        MazeBoard board = puzzle.Board;
        if (_sequences is { } trm && board.Cells.Length != trm.Config.SequenceLength)
        {
            throw new MazeFormatException(
                file, puzzle.Line, $"a maze of {board.Rows}×{board.Columns}, the model takes mazes of {trm.Config.SequenceLength} cells");
        }

        long available = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        if (_machine is null && _sequences is null && BytesFor(board) is var needed && needed > available)
        {
            throw new MazeFormatException(
                file, puzzle.Line, $"a maze of {board.Rows}×{board.Columns} takes up to {needed >> 20:n0} MB with this model, "
                + $"there are {available >> 20:n0}: use a finite machine such as models/maze-proved.safetensors");
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _rule.Dispose();

    private long BytesFor(MazeBoard board) => board.Cells.Length * _model.Graph.Nodes.Sum(node => (long)node.Shape.Width) * sizeof(float);

    private static TrmModel Sequences(Model model, string name)
    {
        TrmModel sequences = TrmModel.From(model, name);
        return sequences.Config.VocabularySize == MazeEncoding.Vocabulary
            ? sequences
            : throw new ModelFormatException(name, $"knows {sequences.Config.VocabularySize} tokens, mazes have {MazeEncoding.Vocabulary}");
    }

    private static FiniteMachine Tabulate(Model model, ModelRule rule, string name, int threads)
    {
        try
        {
            return FiniteMachine.Tabulate(model.Graph, rule, [MazeGrid.Kinds], threads);
        }
        catch (ArgumentException error)
        {
            throw new ModelFormatException(name, $"does not fit mazes: {error.Message}");
        }
    }
}
