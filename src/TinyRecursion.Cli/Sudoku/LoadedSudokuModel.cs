using TinyRecursion.Cli.Common;
using TinyRecursion.Models;
using TinyRecursion.Tasks.Sudoku;

namespace TinyRecursion.Cli.Sudoku;

/// <summary>A model of either kind ready to solve Sudokus: a relational rule, or a tiny recursive model as published.</summary>
internal sealed class LoadedSudokuModel : IDisposable
{
    private readonly SudokuRunners _runners;

    private LoadedSudokuModel(Model model, string path, long bytes)
    {
        (Model, Path, Bytes) = (model, path, bytes);
        _runners = new SudokuRunners(model, path);
    }

    /// <summary>The model.</summary>
    public Model Model { get; }

    /// <summary>Its file.</summary>
    public string Path { get; }

    /// <summary>The file's size.</summary>
    public long Bytes { get; }

    /// <summary>Most steps of one run, where the user does not say.</summary>
    public int DefaultSteps => _runners.DefaultSteps;

    /// <summary>Loads the chosen model, or the shipped one.</summary>
    /// <exception cref="InputException">There is none, or it is of another task.</exception>
    /// <exception cref="ModelFormatException">It does not fit.</exception>
    public static LoadedSudokuModel Load(FileInfo? chosen)
    {
        (Model model, string path, long bytes) = ModelOption.Load(chosen, "sudoku");
        return new LoadedSudokuModel(model, path, bytes);
    }

    /// <summary>The deepest nodes at which the rule is asked where it shares the work with plain search.</summary>
    private const int MixedGuideDepth = 0;

    /// <summary>Opens what solves boards on one thread.</summary>
    /// <param name="rules">What answers, the model among it.</param>
    /// <param name="search">Whether by search.</param>
    public ISudokuRunner Open(RuleKind rules, bool search) => (_runners.ReadsBoards, search, rules) switch
    {
        (false, true, RuleKind.Mixed) => SudokuRunner.Search(_runners.Rule, MixedGuideDepth),
        (false, true, _) => SudokuRunner.Search(_runners.Rule),
        (false, _, RuleKind.Mixed) => SudokuRunner.Mixed(_runners.Rule),
        _ => _runners.Open(),
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

        if (_runners.ReadsBoards && (search || rules == RuleKind.Mixed))
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
        foreach (SudokuPuzzle puzzle in puzzles)
        {
            _runners.Require(puzzle, file);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _runners.Dispose();
}
