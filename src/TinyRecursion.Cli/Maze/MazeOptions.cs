using System.CommandLine;
using TinyRecursion.Cli.Common;

namespace TinyRecursion.Cli.Maze;

/// <summary>The options that <c>solve maze</c> and <c>eval maze</c> share.</summary>
internal sealed class MazeOptions
{
    /// <summary>The options of every task.</summary>
    public RunOptions Run { get; } = new(
        "File of mazes, or - for standard input: blocks of lines with an empty line between, or square mazes, one a line.",
        "Default: twice the cells, at most 16 times rows and columns together; for a finite machine twice the cells; "
        + "or what a tiny recursive model was trained with.",
        "Starts of a learned rule: on the maze as it is, then turned and mirrored, at most 8; of a tiny recursive model from random "
        + "states. The first that the checker accepts wins. Default: 8, of a tiny recursive model 1.");

    /// <summary>What answers.</summary>
    public Option<RuleKind> Rules { get; } = RuleKindOption.Create(
        (RuleKind.Neural, "the learned rule of the model"),
        (RuleKind.Algorithmic, "plain code: a wave from the goal and a walk from the start"),
        (RuleKind.Mixed, "the learned rule, and plain code where the checker refuses its answer"));

    /// <summary>Adds everything to a command.</summary>
    public void AddTo(Command command)
    {
        Run.AddTo(command);
        command.Add(Rules);
    }
}
