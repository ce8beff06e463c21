using TinyRecursion.Cli.Help;
using TinyRecursion.Tasks;

namespace TinyRecursion.Cli.Verbs;

/// <summary>The tasks of the program, and which of them a command line can mean. Making a verb's commands for every task costs as much as solving an instance,
/// so only those are made that the line names.</summary>
/// <param name="All">The tasks.</param>
/// <param name="Arguments">The command line.</param>
internal sealed record CommandLineTasks(TaskRegistry All, string[] Arguments)
{
    /// <summary>The tasks whose commands a verb needs: the one that follows it; all where none does, for help and errors; none where the line names another verb.</summary>
    /// <param name="verb">The verb.</param>
    public IEnumerable<TaskDefinition> Of(string verb) => Arguments switch
    {
        [string first, string task, ..] when first == verb && All.Find(task) is { } named => [named],
        ["help", HelpCommand.Markdown] => All,
        // Directives of the parser, such as that of completion scripts, and files of arguments come before the verb.
        [['[' or '@', ..], ..] => All,
        [string first, ..] => first == verb ? All : [],
        [] => [],
    };
}
