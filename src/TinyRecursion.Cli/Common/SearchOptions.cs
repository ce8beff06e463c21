using System.CommandLine;
using TinyRecursion.Recursion.Search;

namespace TinyRecursion.Cli.Common;

/// <summary>The options of commands that can search: whether to, and when to give up.</summary>
internal sealed class SearchOptions
{
    /// <summary>Whether to search where the rule alone finds nothing.</summary>
    public Option<bool> Search { get; } = new("--search")
    {
        Description = "Search by complete branching, guided by the rule: ends with an answer, a proof that there is none, or 'gave up'.",
    };

    /// <summary>Nodes of one instance.</summary>
    public Option<long?> MaxNodes { get; } = new("--max-nodes") { Description = "Give an instance up after so many nodes.", HelpName = "N" };

    /// <summary>Time of one instance.</summary>
    public Option<double?> TimeLimit { get; } = new("--time-limit") { Description = "Give an instance up after so many seconds.", HelpName = "SECONDS" };

    /// <summary>Memory of one instance.</summary>
    public Option<int?> MemoryLimit { get; } = RunOptions.PositiveOrNone("--memory-limit", "Give an instance up when its search holds so many megabytes.");

    /// <summary>Creates the options.</summary>
    public SearchOptions()
    {
        MaxNodes.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && long.TryParse(result.Tokens[0].Value, out long given) && given < 1)
            {
                result.AddError($"--max-nodes must be at least 1, not {given}");
            }
        });
        TimeLimit.Validators.Add(result =>
        {
            // Written so that what is not a number is refused too.
            if (result.Tokens.Count == 1 && double.TryParse(result.Tokens[0].Value, out double given) && !(given is > 0 and <= 1e9))
            {
                result.AddError($"--time-limit must be above 0 seconds, not {result.Tokens[0].Value}");
            }
        });
    }

    /// <summary>The limits that a command line sets.</summary>
    /// <param name="parse">The command line.</param>
    /// <param name="otherwise">The task's own limits, which stand where the command line sets none of the same kind.</param>
    public SearchLimits Limits(ParseResult parse, SearchLimits otherwise) => new()
    {
        Nodes = parse.GetValue(MaxNodes) ?? otherwise.Nodes,
        Time = parse.GetValue(TimeLimit) is { } seconds ? TimeSpan.FromSeconds(seconds) : otherwise.Time,
        Bytes = parse.GetValue(MemoryLimit) is { } megabytes ? megabytes * 1_000_000L : otherwise.Bytes,
    };

    /// <summary>Adds everything to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(Search);
        command.Add(MaxNodes);
        command.Add(TimeLimit);
        command.Add(MemoryLimit);
    }
}
