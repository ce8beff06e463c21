using System.CommandLine;
using TinyRecursion.Cli.Common;

namespace TinyRecursion.Cli.Graphs;

/// <summary>The options that <c>solve graph</c> and <c>eval graph</c> share.</summary>
internal sealed class GraphOptions
{
    /// <summary>The file to read.</summary>
    public Argument<string> File { get; } = new("FILE") { Description = "File of graphs, a blank line between two, or - for standard input." };

    /// <summary>The model.</summary>
    public Option<FileInfo?> Model { get; } = ModelOption.Create();

    /// <summary>What answers.</summary>
    public Option<RuleKind> Rules { get; } = RuleKindOption.Create(
        (RuleKind.Neural, "the learned wave, one unit of length a step"),
        (RuleKind.Algorithmic, "relaxation in plain code, for any weights"));

    /// <summary>Steps of one run.</summary>
    public Option<int> MaxSteps { get; } = RunOptions.Positive("--max-steps", int.MaxValue, "Most steps of one graph. A run ends by itself when nothing changes any more.");

    /// <summary>Graphs to read.</summary>
    public Option<int> Limit { get; } = RunOptions.Positive("--limit", int.MaxValue, "Read at most this many graphs.");

    /// <summary>Threads.</summary>
    public Option<int> Threads { get; } = RunOptions.Positive(
        "--threads", Environment.ProcessorCount, "Graphs answered at once; changes the speed, never the answers.");

    /// <summary>Machine-readable output.</summary>
    public Option<bool> Json { get; } = RunOptions.JsonSwitch();

    /// <summary>Adds everything to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (Option option in (Option[])[Model, Rules, MaxSteps, Limit, Threads, Json])
        {
            command.Add(option);
        }

        command.Add(File);
    }
}
