using TinyRecursion.Cli.Common;
using TinyRecursion.Models;
using TinyRecursion.Models.Trm;
using TinyRecursion.Tasks.Sudoku;

namespace TinyRecursion.Cli.Sudoku;

/// <summary>A model of either kind ready to solve Sudokus: a relational rule, or a tiny recursive model as published.</summary>
internal sealed class LoadedSudokuModel : IDisposable
{
    private readonly ModelRule _rule;
    private readonly TrmModel? _sequences;

    private LoadedSudokuModel(Model model, string path, long bytes, TrmModel? sequences)
    {
        (Model, Path, Bytes, _sequences) = (model, path, bytes, sequences);
        _rule = model.Open();
    }

    /// <summary>The model.</summary>
    public Model Model { get; }

    /// <summary>Its file.</summary>
    public string Path { get; }

    /// <summary>The file's size.</summary>
    public long Bytes { get; }

    /// <summary>Most steps of one run, where the user does not say.</summary>
    public int DefaultSteps => _sequences?.Config.HaltMaximumSteps ?? new SudokuRunOptions().MaximumSteps;

    /// <summary>Loads the chosen model, or the shipped one.</summary>
    /// <exception cref="InputException">There is none, it is of another task, or it does not fit.</exception>
    public static LoadedSudokuModel Load(FileInfo? chosen)
    {
        if (chosen is null || ModelOption.Load(chosen, "sudoku").Model is not { Cycles: not null } model)
        {
            (Model relational, string path, long bytes) = SudokuModel.Load(chosen);
            return new LoadedSudokuModel(relational, path, bytes, sequences: null);
        }

        TrmModel sequences = TrmModel.From(model, chosen.FullName);
        int boxSize = SudokuBoard.BoxSizeOf(sequences.Config.SequenceLength);
        return boxSize > 0 && sequences.Config.VocabularySize == SudokuTokens.Vocabulary(boxSize)
            ? new LoadedSudokuModel(model, chosen.FullName, chosen.Length, sequences)
            : throw new InputException(
                $"{chosen.FullName}: does not fit Sudokus: it takes {sequences.Config.SequenceLength} tokens of {sequences.Config.VocabularySize}");
    }

    /// <summary>The deepest nodes at which the rule is asked where it shares the work with plain search.</summary>
    private const int MixedGuideDepth = 0;

    /// <summary>Opens what solves boards on one thread.</summary>
    /// <param name="rules">What answers, the model among it.</param>
    /// <param name="search">Whether by search.</param>
    public ISudokuRunner Open(RuleKind rules, bool search) => (_sequences, search, rules) switch
    {
        ({ } trm, _, _) => new SudokuSequenceRunner(_rule, trm.Config),
        (_, true, RuleKind.Mixed) => SudokuRunner.Search(_rule, MixedGuideDepth),
        (_, true, _) => SudokuRunner.Search(_rule),
        (_, _, RuleKind.Mixed) => SudokuRunner.Mixed(_rule),
        _ => new SudokuRunner(_rule),
    };

    /// <summary>Refuses what the model cannot be used for.</summary>
    /// <param name="rules">What answers.</param>
    /// <param name="search">Whether by search.</param>
    /// <param name="halt">When a run ends.</param>
    public void Require(RuleKind rules, bool search, HaltRule halt)
    {
        if (halt == HaltRule.Learned && Model.Graph.Halting is null)
        {
            throw new InputException($"{Path}: has no halting head: --halt learned needs one");
        }

        if (_sequences is not null && (search || rules == RuleKind.Mixed))
        {
            throw new InputException(
                $"{Path}: reads a board as a whole: --search and --rules mixed need a rule over candidates, such as the shipped model, or --rules algorithmic");
        }
    }

    /// <summary>Refuses boards that the model does not take.</summary>
    /// <param name="puzzles">The boards.</param>
    /// <param name="file">Their file, for the message.</param>
    public void Require(IReadOnlyList<SudokuPuzzle> puzzles, string file)
    {
        if (_sequences is { } trm && puzzles.FirstOrDefault(puzzle => puzzle.Board.CellCount != trm.Config.SequenceLength) is { } other)
        {
            throw new InputException(
                $"{file}: line {other.Line}: a board of {other.Board.CellCount} cells, the model takes {trm.Config.SequenceLength}");
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _rule.Dispose();
}
