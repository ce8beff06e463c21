using System.CommandLine;
using TinyRecursion.Cli.Common;
using TinyRecursion.Cli.Sequences;

namespace TinyRecursion.Cli.Arc;

/// <summary>The options that <c>solve arc</c> and <c>eval arc</c> share: the data that the model was trained on, and how to run it.</summary>
internal sealed class ArcOptions
{
    /// <summary>File, model and steps.</summary>
    public SequenceOptions Run { get; } = new(
        "File of the evaluation tasks, whose tests training kept back (--validate of 'trm train recipe').", HaltRule.Steps, HaltRule.Learned);

    /// <summary>The files that were trained on.</summary>
    public Option<string[]> Train { get; } = new("--train")
    {
        Description = "Files that the model was trained on, in order (--data of 'trm train recipe').",
        HelpName = "FILE",
        Required = true,
        AllowMultipleArgumentsPerToken = true,
    };

    /// <summary>Augmentations of each task.</summary>
    public Option<int> Augmentations { get; } = new("--augmentations")
    {
        Description = "Augmentations of each task, as in training.", HelpName = "N", DefaultValueFactory = _ => 1000,
    };

    /// <summary>Chose the augmentations.</summary>
    public Option<ulong> Seed { get; } = new("--seed")
    {
        Description = "Seed of the augmentations, as in training.", HelpName = "N", DefaultValueFactory = _ => 0,
    };

    /// <summary>Outputs of the tests that a contest keeps in a file of their own.</summary>
    public Option<string?> Solutions { get; } = new("--solutions")
    {
        Description = "File of the tests' outputs, where FILE is a contest's dictionary without them.", HelpName = "FILE",
    };

    /// <summary>Answers to each test.</summary>
    public Option<int> Votes { get; } = RunOptions.Positive(
        "--votes", int.MaxValue, "Most votes on each test: the test as it is, then its task's augmentations in order. Default: all.");

    /// <summary>Adds everything to a command.</summary>
    public void AddTo(Command command)
    {
        Run.AddTo(command);
        command.Add(Train);
        command.Add(Augmentations);
        command.Add(Seed);
        command.Add(Solutions);
        command.Add(Votes);
    }
}
