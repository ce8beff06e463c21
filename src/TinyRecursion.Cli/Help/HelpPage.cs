using System.CommandLine;
using System.CommandLine.Help;
using System.Text;

namespace TinyRecursion.Cli.Help;

/// <summary>
/// The help of a command: what it does, how it is called, arguments and options, examples; of the program and of a verb the commands in it,
/// one line or sentence each. The first line of a command's description is what lists show of it; lines that begin with <c>Example:</c> are
/// its examples.
/// </summary>
internal static class HelpPage
{
    private const string ExamplePrefix = "Example: ";
    private const int Narrowest = 40, Usual = 80, Widest = 120;

    /// <summary>The columns of a page: those of the terminal where one shows it, else 80.</summary>
    public static int Columns
    {
        get
        {
            try
            {
                return Console.IsOutputRedirected ? Usual : Math.Clamp(Console.WindowWidth, Narrowest, Widest);
            }
            catch (IOException)
            {
                return Usual;
            }
        }
    }

    /// <summary>The page of a command.</summary>
    /// <param name="command">The command.</param>
    /// <param name="width">The columns that no line is longer than, unless a word is.</param>
    public static string Of(Command command, int width)
    {
        var page = new StringBuilder();
        foreach (string paragraph in Paragraphs(command))
        {
            TextColumns.Append(page, string.Empty, paragraph, 0, width);
            page.Append('\n');
        }

        page.Append("Usage: ").Append(Usage(command)).Append('\n');
        AppendSection(page, "Arguments", [.. command.Arguments.Where(own => !own.Hidden).Select(own => (Value(own), own.Description ?? string.Empty))], width);
        AppendCommands(page, command, width);
        AppendSection(page, "Options", [.. Options(command).Select(option => (Call(option), option.Description ?? string.Empty))], width);
        string[] examples = [.. Examples(command)];
        if (examples.Length > 0)
        {
            page.Append(examples.Length == 1 ? "\nExample:\n" : "\nExamples:\n");
            Array.ForEach(examples, example => page.Append("  ").Append(example).Append('\n'));
        }

        return page.ToString();
    }

    /// <summary>What lists show of a command: the first sentence of its description.</summary>
    public static string Summary(Command command)
    {
        string first = Paragraphs(command).FirstOrDefault() ?? string.Empty;
        int end = first.AsSpan().IndexOf(". ");
        return end < 0 ? first : first[..(end + 1)];
    }

    /// <summary>The paragraphs of a command's description, each on one line, without examples.</summary>
    public static IEnumerable<string> Paragraphs(Command command) => (command.Description ?? string.Empty)
        .Split("\n\n", StringSplitOptions.RemoveEmptyEntries)
        .Select(paragraph => string.Join(' ', paragraph.Split('\n').TakeWhile(line => !line.StartsWith(ExamplePrefix, StringComparison.Ordinal))))
        .Where(paragraph => paragraph.Length > 0);

    /// <summary>The commands that a command's description gives as examples: from the first <c>Example:</c> of a paragraph on, a line each.</summary>
    public static IEnumerable<string> Examples(Command command) => (command.Description ?? string.Empty)
        .Split("\n\n", StringSplitOptions.RemoveEmptyEntries)
        .SelectMany(paragraph => paragraph.Split('\n').SkipWhile(line => !line.StartsWith(ExamplePrefix, StringComparison.Ordinal)))
        .Select(line => (line.StartsWith(ExamplePrefix, StringComparison.Ordinal) ? line[ExamplePrefix.Length..] : line).Trim());

    /// <summary>The options of a command that is shown to people; those that every command has are told of once, by the program.</summary>
    public static IEnumerable<Option> Options(Command command) =>
        command.Options.Where(option => !option.Hidden && (command is RootCommand || option is not HelpOption));

    /// <summary>An option as it is given, such as <c>--limit N</c>.</summary>
    public static string Call(Option option) => option is HelpOption ? "--help"
        : option.HelpName is { } value ? $"{option.Name} {value}" : option.Name;

    /// <summary>How a command is called.</summary>
    public static string Usage(Command command)
    {
        string path = Path(command);
        string rest = string.Join(' ', command.Arguments.Where(own => !own.Hidden).Select(Value)
            .Concat(command.Options.Where(option => option.Required).Select(Call)));
        bool inner = command.Subcommands.Any(own => !own.Hidden);
        string last = inner && command.Action is null ? command is RootCommand ? "VERB ..." : "TASK ..." : $"{rest} [options]".TrimStart();
        return $"{path} {last}";
    }

    private static void AppendCommands(StringBuilder page, Command command, int width)
    {
        Command[] inner = [.. command.Subcommands.Where(own => !own.Hidden)];
        foreach (IGrouping<string, Command> group in inner.GroupBy(own => command is RootCommand ? VerbGroups.Of(own.Name) : "Commands"))
        {
            AppendSection(page, group.Key, [.. group.Select(own => (own.Name, Summary(own)))], width, inner.Max(own => own.Name.Length));
        }
    }

    private static void AppendSection(StringBuilder page, string title, (string Name, string Text)[] rows, int width, int least = 0)
    {
        if (rows.Length == 0)
        {
            return;
        }

        page.Append('\n').Append(title).Append(":\n");
        // Names that are longer than most have their text below them.
        int most = Math.Max(least, rows.Max(row => row.Name.Length is var length && length <= width / 3 ? length : 0));
        foreach ((string name, string text) in rows)
        {
            TextColumns.Append(page, "  " + name, text, most + 4, width);
        }
    }

    private static string Value(Argument argument)
    {
        string name = argument.HelpName ?? argument.Name;
        string several = argument.Arity.MaximumNumberOfValues > 1 ? "..." : string.Empty;
        return argument.Arity.MinimumNumberOfValues == 0 ? $"[{name}{several}]" : name + several;
    }

    /// <summary>The words by which a command is called, from the program on, such as <c>trm solve sudoku</c>.</summary>
    public static string Path(Command command)
    {
        var names = new Stack<string>();
        for (Symbol? at = command; at is Command and not RootCommand; at = at.Parents.FirstOrDefault())
        {
            names.Push(at.Name);
        }

        return string.Join(' ', names.Prepend("trm"));
    }
}
