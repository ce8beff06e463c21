using System.CommandLine;
using TinyRecursion.Cli.Common;

namespace TinyRecursion.Cli.Sudoku;

/// <summary>The options of <c>solve sudoku</c> and <c>eval sudoku</c>.</summary>
internal sealed class SudokuOptions
{
    /// <summary>Files, models, steps, starts.</summary>
    public RunOptions Run { get; } = new();

    /// <summary>What answers.</summary>
    public Option<RuleKind> Rules { get; } = RuleKindOption.Create(
        (RuleKind.Neural, "the learned rule, which with --search says at every node which digit to try first"),
        (RuleKind.Algorithmic, "propagation alone, with --search plain search, neither with a model"),
        (RuleKind.Mixed, "propagation, then the learned rule on what is left; with --search, where this is the default, it is asked once"));

    /// <summary>Whether and how long to search.</summary>
    public SearchOptions Search { get; } = new();

    /// <summary>Adds everything to a command.</summary>
    public void AddTo(Command command)
    {
        Run.AddTo(command);
        command.Add(Rules);
        Search.AddTo(command);
    }

    /// <summary>What answers: with <c>--search</c> both together unless the user says otherwise.</summary>
    public RuleKind KindOf(ParseResult parse) =>
        parse.GetValue(Search.Search) && parse.GetResult(Rules) is null or { Implicit: true } ? RuleKind.Mixed : parse.GetValue(Rules);
}
