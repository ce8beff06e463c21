using TinyRecursion.Learning;
using TinyRecursion.Models;
using TinyRecursion.Rules;

namespace TinyRecursion.Tasks.Graphs;

/// <summary>Training of the rule of graphs on small random ones.</summary>
internal sealed class GraphTraining(GraphTask task) : GradientTraining
{
    /// <summary>Most steps of a held-out graph, several times what the longest path takes.</summary>
    private const int ValidationSteps = 2000;

    public override string Name => task.Name;

    public override VerbHelp Help => new(
        "Train the rule of graphs on small random ones, which are made on the way. Killed at any moment, the same command\n"
        + "goes on where it stopped and ends with the same bytes.",
        "trm train graphs --out my.safetensors");

    public override IReadOnlyList<Setting> Settings { get; } =
        [GraphSettings.TrainingNodes, GraphSettings.Width, GraphSettings.Message, GraphSettings.Hidden];

    public override bool GoesOnFromModels => true;

    /// <summary>The options of training where nothing else is asked for.</summary>
    /// <remarks>
    /// Every step has a loss, since the time of arrival is the answer. A symbol is changed by a whole step or not at all, so that the average of
    /// the parameters may be short.
    /// </remarks>
    public override TrainingOptions Defaults { get; } = new()
    {
        Updates = 2000,
        Supervision = new LoopSupervisionOptions { Steps = 16, Losses = 16, SegmentsPerExample = 2, ReplaceSolved = 0f, RandomStarts = 0f },
        InitialHint = 0f,
        Optimiser = new AdamWOptions(),
        LearningRate = new LearningRateOptions { Peak = 1e-2f },
        AverageDecay = 0.98f,
    };

    public override TrainingPlan Plan(TrainingData data, Settings settings)
    {
        if (data.Start is { } start)
        {
            // Refuses a rule that does not fit.
            task.Open(start).Dispose();
        }

        RuleGraph graph = data.Start?.Graph
            ?? GraphRule.Create(settings.Get(GraphSettings.Width), settings.Get(GraphSettings.Message), settings.Get(GraphSettings.Hidden));
        return new TrainingPlan
        {
            Task = task.Name,
            Graph = graph,
            Start = data.Start?.Parameters.ToArray(),
            Source = new GraphTrainingSource(settings.Get(GraphSettings.TrainingNodes)),
            Options = Defaults,
            Export = (parameters, card) => new Model(task.Name, graph, parameters, card),
            Validate = Validation.Of(task, task.HeldOut(), int.MaxValue, Tasks.Settings.Default.With(GraphSettings.MaximumSteps, ValidationSteps)),
        };
    }
}
