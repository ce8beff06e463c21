using System.CommandLine;

namespace TinyRecursion.Cli.Help;

/// <summary><c>trm help [VERB [TASK]]</c>: the help of a command, as <c>--help</c> behind it gives it.</summary>
internal static class HelpCommand
{
    /// <summary>The option that writes the page of the whole command line.</summary>
    public const string Markdown = "--markdown";

    /// <summary>Creates the command; what it is asked about never reaches it (<see cref="Rewrite"/>).</summary>
    public static Command Create()
    {
        var about = new Argument<string[]>("VERB") { HelpName = "VERB [TASK]", Description = "What is asked about; all verbs without it.", Arity = ArgumentArity.ZeroOrOne };
        var markdown = new Option<bool>(Markdown) { Description = "Write all help as one page, docs/cli.md." };
        var command = new Command("help", "Show how a verb, or a verb of a task, is called.\n\nExample: trm help solve sudoku") { about, markdown };
        command.SetAction(parse => Console.Out.Write(CliPage.Of((RootCommand)parse.RootCommandResult.Command)));
        return command;
    }

    /// <summary>The command line in the one form that the parser knows: <c>help X</c> is <c>X --help</c>, <c>version</c> is <c>--version</c>.</summary>
    /// <param name="args">The arguments.</param>
    public static string[] Rewrite(string[] args) => args switch
    {
        ["help", Markdown] => args,
        ["help", .. string[] rest] => [.. rest, "--help"],
        ["version"] => ["--version"],
        _ => args,
    };
}
