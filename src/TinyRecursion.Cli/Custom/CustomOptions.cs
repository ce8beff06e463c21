using System.CommandLine;
using TinyRecursion.Cli.Common;
using TinyRecursion.Tasks.Custom;

namespace TinyRecursion.Cli.Custom;

/// <summary>The options that <c>solve custom</c> and <c>eval custom</c> share.</summary>
internal sealed class CustomOptions
{
    private static readonly CustomRunOptions Defaults = new();

    /// <summary>The file to read.</summary>
    public Argument<string> File { get; } = new("FILE") { Description = "File of instances as JSON Lines, or - for standard input." };

    /// <summary>The model.</summary>
    public Option<FileInfo> Model { get; } = new("--model")
    {
        Description = "Model file that 'trm train custom' wrote.", HelpName = "FILE", Required = true,
    };

    /// <summary>Steps of one run.</summary>
    public Option<int> MaxSteps { get; } = RunOptions.Positive("--max-steps", Defaults.MaximumSteps, "Most steps of one run.");

    /// <summary>When a state counts as still.</summary>
    public Option<float> Tolerance { get; } = NumberOption.Create(
        "--tolerance", Defaults.Tolerance, 0f, 1f, "A run ends when no entry of the state moves by more.");

    /// <summary>Independent starts.</summary>
    public Option<int> Restarts { get; } = RunOptions.Positive(
        "--restarts", Defaults.Starts, "Independent starts from seeded random states, where instances say what must be distinct; the first right answer wins.");

    /// <summary>Seed of the starts.</summary>
    public Option<ulong> Seed { get; } = new("--seed") { Description = "Seed of the random starting states.", DefaultValueFactory = _ => Defaults.Seed };

    /// <summary>Instances to read.</summary>
    public Option<int> Limit { get; } = RunOptions.Positive("--limit", int.MaxValue, "Read at most this many instances.");

    /// <summary>Threads.</summary>
    public Option<int> Threads { get; } = RunOptions.Positive(
        "--threads", Environment.ProcessorCount, "Instances answered at once; changes the speed, never the answers.");

    /// <summary>Machine-readable output.</summary>
    public Option<bool> Json { get; } = RunOptions.JsonSwitch();

    /// <summary>Adds everything to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(File);
        foreach (Option option in (Option[])[Model, MaxSteps, Tolerance, Restarts, Seed, Limit, Threads, Json])
        {
            command.Add(option);
        }
    }
}
