using System.CommandLine;
using TinyRecursion.Cli.Common;
using TinyRecursion.Tasks.Tiles;

namespace TinyRecursion.Cli.Tiles;

/// <summary>The options that <c>solve tiles</c> and <c>eval tiles</c> share.</summary>
internal sealed class TilesOptions
{
    /// <summary>The file to read.</summary>
    public Argument<string> File { get; } = new("FILE")
    {
        Description = "File of boards, one a line, tiles row by row, 0 the blank; or - for standard input.",
    };

    /// <summary>The order to reach.</summary>
    public Option<TilesGoal> Goal { get; } = TilesGoalOption.Create();

    /// <summary>What estimates boards.</summary>
    public Option<RuleKind> Rules { get; } = RuleKindOption.Create(
        (RuleKind.Neural, "estimates by a model, on top of the Manhattan distance"),
        (RuleKind.Algorithmic, "Manhattan distance with linear conflicts"));

    /// <summary>The model.</summary>
    public Option<FileInfo?> Model { get; } = ModelOption.Create();

    /// <summary>Applications of the rule.</summary>
    public Option<int?> Steps { get; } = RunOptions.PositiveOrNone(
        "--steps", "How often the rule is applied to its own output. Default: as the model was trained.");

    /// <summary>Width of the beam.</summary>
    public Option<int> Beam { get; } = RunOptions.Positive(
        "--beam", new TilesPlanOptions().Beam, "Boards kept after each move; more give shorter plans and take longer.");

    /// <summary>Weight of best-first search.</summary>
    public Option<float?> Weight { get; } = new("--weight")
    {
        Description = "Search best-first (weighted A*) with this weight of the estimate instead of a beam. With 1 and algorithmic rules plans are the shortest there are.",
        HelpName = "X",
    };

    /// <summary>When to give up.</summary>
    public SearchOptions Search { get; } = new();

    /// <summary>Boards to read.</summary>
    public Option<int> Limit { get; } = RunOptions.Positive("--limit", int.MaxValue, "Read at most this many boards.");

    /// <summary>Threads.</summary>
    public Option<int> Threads { get; } = RunOptions.Positive(
        "--threads", Environment.ProcessorCount, "Boards solved at once; changes the speed, never the plans.");

    /// <summary>Machine-readable output.</summary>
    public Option<bool> Json { get; } = RunOptions.JsonSwitch();

    /// <summary>Adds everything to a command.</summary>
    public void AddTo(Command command)
    {
        Weight.Validators.Add(result =>
        {
            // Written so that what is not a number is refused too.
            if (result.Tokens.Count == 1
                && float.TryParse(result.Tokens[0].Value, System.Globalization.CultureInfo.InvariantCulture, out float given)
                && !(given is >= 0 and <= 1000))
            {
                result.AddError($"--weight must be 0 to 1000, not {result.Tokens[0].Value}");
            }
        });
        command.Add(File);
        foreach (Option option in (Option[])[
            Goal, Rules, Model, Steps, Beam, Weight, Search.MaxNodes, Search.TimeLimit, Search.MemoryLimit, Limit, Threads, Json])
        {
            command.Add(option);
        }
    }
}
