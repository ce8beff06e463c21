using TinyRecursion.Models;
using TinyRecursion.Models.Trm;
using TinyRecursion.Rules;
using TinyRecursion.Tasks.Common;

namespace TinyRecursion.Tasks.Sudoku;

/// <summary>
/// A model of either kind ready to solve Sudokus: a rule over candidates, or a tiny recursive model as published. What it opens is to be
/// disposed before it.
/// </summary>
public sealed class SudokuRunners : IDisposable
{
    private readonly TrmModel? _sequences;

    /// <summary>Opens a model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="name">Its name for messages.</param>
    /// <exception cref="ModelFormatException">Its rule does not fit Sudokus.</exception>
    public SudokuRunners(Model model, string name)
    {
        ArgumentNullException.ThrowIfNull(model);
        _sequences = model.Cycles is null ? null : Sequences(model, name);
        Rule = model.Open();
        if (_sequences is null)
        {
            RequireFit(model, Rule, name);
        }
    }

    /// <summary>The model's rule.</summary>
    public ModelRule Rule { get; }

    /// <summary>Whether it reads a board as a whole, a tiny recursive model as published, rather than candidates.</summary>
    public bool ReadsBoards => _sequences is not null;

    /// <summary>Most steps of one run, where the user does not say.</summary>
    public int DefaultSteps => _sequences?.Config.HaltMaximumSteps ?? new SudokuRunOptions().MaximumSteps;

    /// <summary>Opens what solves boards on one thread.</summary>
    public ISudokuRunner Open() => _sequences is { } trm ? throw new NotSupportedException() : new SudokuRunner(Rule);

    /// <summary>Refuses a board that the model does not take.</summary>
    /// <param name="puzzle">The board.</param>
    /// <param name="file">Its file, for the message.</param>
    /// <exception cref="SudokuFormatException">It is of another size.</exception>
    public void Require(SudokuPuzzle puzzle, string file)
    {
        ArgumentNullException.ThrowIfNull(puzzle);
        if (_sequences is { } trm && puzzle.Board.CellCount != trm.Config.SequenceLength)
        {
            throw new SudokuFormatException(
                file, puzzle.Line, $"a board of {puzzle.Board.CellCount} cells, the model takes {trm.Config.SequenceLength}");
        }
    }

    /// <summary>Refuses a rule that is not one over candidates.</summary>
    /// <param name="model">The model.</param>
    /// <param name="rule">What it opened.</param>
    /// <param name="name">Its name for the message.</param>
    /// <exception cref="ModelFormatException">It does not fit.</exception>
    public static void RequireFit(Model model, IRule rule, string name)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(rule);
        RuleFit.Require(model, rule, name, ("Sudokus", "a candidate"), scores: 1, SudokuEncoding.Encode(new SudokuBoard(2, new byte[16])).Problem);
    }

    /// <inheritdoc/>
    public void Dispose() => Rule.Dispose();

    private static TrmModel Sequences(Model model, string name)
    {
        TrmModel sequences = TrmModel.From(model, name);
        int boxSize = SudokuBoard.BoxSizeOf(sequences.Config.SequenceLength);
        return boxSize > 0 && sequences.Config.VocabularySize == SudokuTokens.Vocabulary(boxSize)
            ? sequences
            : throw new ModelFormatException(
                name, $"does not fit Sudokus: it takes {sequences.Config.SequenceLength} tokens of {sequences.Config.VocabularySize}");
    }
}
