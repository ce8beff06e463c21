using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace TinyRecursion.Cli.Help;

/// <summary>Prints the page of the command that is asked about.</summary>
internal sealed class HelpPageAction : SynchronousCommandLineAction
{
    /// <summary>What is missing on the command line is what help is asked for.</summary>
    public override bool ClearsParseErrors => true;

    /// <summary>Makes a program print our pages.</summary>
    public static void AddTo(RootCommand root)
    {
        foreach (HelpOption help in root.Options.OfType<HelpOption>())
        {
            help.Action = new HelpPageAction();
        }
    }

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        Console.Out.Write(HelpPage.Of(parseResult.CommandResult.Command, HelpPage.Columns));
        return 0;
    }
}
