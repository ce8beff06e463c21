using System.CommandLine;
using System.CommandLine.Parsing;

namespace TinyRecursion.Cli.Common;

/// <summary>The options that <c>solve</c> and <c>eval</c> share.</summary>
/// <param name="file">What is read.</param>
/// <param name="steps">How many steps one run takes at most where the user does not say.</param>
/// <param name="restarts">What <c>--restarts</c> does, and how many there are where the user does not say.</param>
internal sealed class RunOptions(
    string file = "File of puzzles, one a line, or - for standard input.",
    string steps = "Default: 4096, or what a tiny recursive model was trained with.",
    string restarts = "Independent starts from seeded random states; the first that the checker accepts wins. Default: 1.")
{
    /// <summary>The file to read.</summary>
    public Argument<string> File { get; } = new("FILE") { Description = file };

    /// <summary>The model.</summary>
    public Option<FileInfo?> Model { get; } = ModelOption.Create();

    /// <summary>Steps of one run.</summary>
    public Option<int?> MaxSteps { get; } = PositiveOrNone(
        "--max-steps", "Most steps of one run. " + steps);

    /// <summary>When a run ends.</summary>
    public Option<HaltRule> Halt { get; } = HaltRuleOption.Create(HaltRule.Verified, HaltRule.Learned, HaltRule.Steps);

    /// <summary>Independent starts.</summary>
    public Option<int?> Restarts { get; } = PositiveOrNone("--restarts", restarts);

    /// <summary>Seed of the starts.</summary>
    public Option<ulong> Seed { get; } = new("--seed")
    {
        Description = "Seed of the random starting states.",
        DefaultValueFactory = _ => 1,
    };

    /// <summary>Instances to read.</summary>
    public Option<int> Limit { get; } = Positive("--limit", int.MaxValue, "Read at most this many instances.");

    /// <summary>Threads.</summary>
    public Option<int> Threads { get; } = Positive(
        "--threads", Environment.ProcessorCount, "Instances solved at once; changes the speed, never the answers.");

    /// <summary>Machine-readable output.</summary>
    public Option<bool> Json { get; } = JsonSwitch();

    /// <summary>Creates the <c>--json</c> switch.</summary>
    public static Option<bool> JsonSwitch() => new("--json")
    {
        Description = "Print one JSON object on standard output, everything else on standard error.",
    };

    /// <summary>Creates an option for a number of at least one.</summary>
    public static Option<int> Positive(string name, int value, string description)
    {
        var option = new Option<int>(name) { Description = description, HelpName = "N", DefaultValueFactory = _ => value };
        option.Validators.Add(RequirePositive);
        return option;
    }

    /// <summary>Creates an option for a number of at least one that may be left out.</summary>
    public static Option<int?> PositiveOrNone(string name, string description)
    {
        var option = new Option<int?>(name) { Description = description, HelpName = "N" };
        option.Validators.Add(RequirePositive);
        return option;
    }

    /// <summary>Adds everything to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(File);
        command.Add(Model);
        command.Add(MaxSteps);
        command.Add(Halt);
        command.Add(Restarts);
        command.Add(Seed);
        command.Add(Limit);
        command.Add(Threads);
        command.Add(Json);
    }

    private static void RequirePositive(OptionResult result)
    {
        if (result.Tokens.Count == 1 && int.TryParse(result.Tokens[0].Value, out int given) && given < 1)
        {
            result.AddError($"{result.Option.Name} must be at least 1, not {given}");
        }
    }
}
