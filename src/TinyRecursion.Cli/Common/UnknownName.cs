using System.CommandLine;
using TinyRecursion.Tasks.Common;

namespace TinyRecursion.Cli.Common;

/// <summary>What is said of a name that does not exist: those that do, and the nearest of them.</summary>
internal static class UnknownName
{
    /// <summary>An option that a command does not have.</summary>
    public static string Option(string name, Command command) => command.Options.Any(option => option.Name == name)
        ? $"option {name} stands too early: options go behind the verb and the task"
        : Of("option", name, [.. command.Options.Select(option => option.Name)]);

    /// <summary>A verb or task that a command does not have.</summary>
    public static string Subcommand(string name, Command command) =>
        Of(command is RootCommand ? "verb" : "task", name, [.. command.Subcommands.Where(own => !own.Hidden).Select(own => own.Name)]);

    private static string Of(string what, string name, string[] known) => known.Length == 0
        ? $"unexpected argument {MessageText.Quote(name)}"
        : $"unknown {what} {MessageText.Quote(name)}{NearestName.Hint(name, known)}; known: {string.Join(", ", known)}";
}
