using System.CommandLine;
using TinyRecursion.Cli.Common;

namespace TinyRecursion.Cli.Sequences;

/// <summary>The options that <c>solve</c> and <c>eval</c> of token sequences share.</summary>
/// <param name="file">What is read.</param>
/// <param name="rules">When a run may end; the first is the default.</param>
internal sealed class SequenceOptions(string file, params HaltRule[] rules)
{
    /// <summary>The file to read.</summary>
    public Argument<string> File { get; } = new("FILE") { Description = file };

    /// <summary>The model.</summary>
    public Option<FileInfo?> Model { get; } = SequenceModel.Option();

    /// <summary>Steps of one run; null for as many as the model was trained with.</summary>
    public Option<int?> MaxSteps { get; } = RunOptions.PositiveOrNone(
        "--max-steps", "Most supervision steps of one run. Default: the model's halt_max_steps.");

    /// <summary>When a run ends.</summary>
    public Option<HaltRule> Halt { get; } = HaltRuleOption.Create(rules);

    /// <summary>Threads.</summary>
    public Option<int> Threads { get; } = RunOptions.Positive(
        "--threads", Environment.ProcessorCount, "Sequences run at once; changes the speed, never the answers.");

    /// <summary>Machine-readable output.</summary>
    public Option<bool> Json { get; } = RunOptions.JsonSwitch();

    /// <summary>Adds everything to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(File);
        command.Add(Model);
        command.Add(MaxSteps);
        command.Add(Halt);
        command.Add(Threads);
        command.Add(Json);
    }

    /// <summary>The most steps that a command line asks for.</summary>
    /// <param name="parse">The command line.</param>
    /// <param name="model">The model.</param>
    public int StepLimit(ParseResult parse, SequenceModel model) => parse.GetValue(MaxSteps) ?? model.Config.HaltMaximumSteps;
}
