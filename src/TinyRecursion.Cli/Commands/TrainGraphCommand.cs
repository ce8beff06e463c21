using System.CommandLine;
using TinyRecursion.Cli.Common;
using TinyRecursion.Cli.Graphs;
using TinyRecursion.Cli.Training;
using TinyRecursion.Rules;
using TinyRecursion.Tasks.Graphs;
using TinyRecursion.Training.Optimisation;
using TinyRecursion.Training.Supervision;

namespace TinyRecursion.Cli.Commands;

/// <summary><c>trm train graph</c>: trains the rule of graphs.</summary>
internal static class TrainGraphCommand
{
    /// <summary>Most nodes of the graphs that it is trained on.</summary>
    public const int DefaultNodes = 20;

    /// <summary>How a rule is trained where nothing else is said.</summary>
    /// <remarks>
    /// Every step has a loss, since the time of arrival is the answer. A symbol is changed by a whole step or not at all, so
    /// that the average of the parameters may be short.
    /// </remarks>
    public static TrainingOptions Defaults { get; } = new()
    {
        Updates = 2000,
        StepsPerSegment = 16,
        LossesPerSegment = 16,
        SegmentsPerExample = 2,
        ReplaceSolved = 0f,
        RandomStarts = 0f,
        InitialHelp = 0f,
        Optimiser = OptimiserKind.AdamW,
        LearningRate = 1e-2f,
        AverageDecay = 0.98f,
    };

    /// <summary>Creates the command.</summary>
    public static Command Create()
    {
        Option<int> nodes = RunOptions.Positive("--nodes", DefaultNodes, "Most nodes of a graph, at least 2.");
        Option<int> width = RunOptions.Positive("--width", 4, "Symbols of the state's alphabet, less one.");
        Option<int> message = RunOptions.Positive("--message", 16, "Message width, a multiple of 16.");
        Option<int> hidden = RunOptions.Positive("--hidden", 16, "Hidden width.");
        var set = new TrainingOptionSet("graphs", Defaults);
        var command = new Command(
            "graph",
            "Train the rule of graphs on small random ones, which are made on the way. Killed at any moment, the same command\n"
            + "goes on where it stopped and ends with the same bytes.\n\n"
            + "Example: trm train graph --out my.safetensors")
        {
            nodes, width, message, hidden,
        };
        set.AddTo(command);
        command.SetAction((parse, cancellation) =>
        {
            if (parse.GetValue(nodes) is < 2 or > 1000)
            {
                throw new InputException($"--nodes must be 2 to 1000, not {parse.GetValue(nodes)}");
            }

            if (parse.GetValue(message) % 16 != 0)
            {
                throw new InputException("--message must be a multiple of 16");
            }

            RuleGraph graph = GraphRule.Create(parse.GetValue(width), parse.GetValue(message), parse.GetValue(hidden));
            TrainingRun.Run(
                graph, start: null, set.Read(parse), new GraphTrainingSource(parse.GetValue(nodes)), new GraphGoal(graph), set, parse, cancellation);
            return Task.FromResult(ExitCode.Done);
        });
        return command;
    }
}
