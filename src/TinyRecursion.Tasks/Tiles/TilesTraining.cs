using System.Globalization;
using TinyRecursion.Learning;
using TinyRecursion.Models;
using TinyRecursion.Rules;

namespace TinyRecursion.Tasks.Tiles;

/// <summary>Training of a rule that estimates how many moves are left, from plans.</summary>
/// <param name="task">The task.</param>
internal sealed class TilesTraining(TilesTask task) : GradientTraining
{
    /// <summary>A beam and a number of boards that show progress without slowing the run.</summary>
    private const int ValidationBeam = 100;
    private const int ValidationBoards = 100;

    public override string Name => task.Name;

    public override VerbHelp Help => new(
        "Train a rule to estimate how many moves a board of sliding tiles is from its order, from plans that were found by\n"
        + "search: first with plain code, then with the rule itself. Killed at any moment, the same command goes on where it\n"
        + "stopped and ends with the same bytes.",
        "trm generate tiles --count 500 > boards.txt\ntrm solve tiles boards.txt --rules algorithmic > plans.txt\n"
        + "trm train tiles --data plans.txt --updates 5000 --out my.safetensors");

    public override IReadOnlyList<Setting> Settings => [TilesSettings.Goal, TilesSettings.Width, TilesSettings.Message, TilesSettings.Hidden];

    public override string DataHelp => "Files of boards with moves to learn from, as 'trm solve tiles' prints them.";

    public override string ValidationHelp => "File of boards with known lengths to validate on.";

    public override bool GoesOnFromModels => true;

    /// <remarks>A segment is a whole estimate, from a state of zeros, and every example is of many boards.</remarks>
    public override TrainingOptions Defaults { get; } = new()
    {
        Updates = 20000,
        BatchSize = 16,
        Supervision = new LoopSupervisionOptions { Steps = 1, Losses = 1, SegmentsPerExample = 1, RandomStarts = 0f },
        InitialHint = 0f,
    };

    public override TrainingPlan Plan(TrainingData data, Settings settings)
    {
        TilesGoal goal = settings.Get(TilesSettings.Goal);
        if (data.Start is { } start)
        {
            TilesSolver.RequireFit(start, "--from");
        }

        RuleGraph graph = data.Start?.Graph
            ?? TilesRule.Create(settings.Get(TilesSettings.Width), settings.Get(TilesSettings.Message), settings.Get(TilesSettings.Hidden));
        return new TrainingPlan
        {
            Task = task.Name,
            Graph = graph,
            Start = data.Start?.Parameters.ToArray(),
            Source = new TilesTrainingSource([.. data.Instances.Select(one => (TilesPuzzle)one.Instance)], goal),
            Options = Defaults,
            Export = Exporter(graph, Defaults),
            // Good is here what is solved in no more moves than are known, by a model that says itself how often it is applied.
            Validate = Validation.Of(
                task, [.. data.Validation.Where(one => ((TilesPuzzle)one.Instance).KnownLength is not null)], ValidationBoards,
                Tasks.Settings.Default.With(TilesSettings.Goal, goal).With(TilesSettings.Beam, ValidationBeam), TilesAnswer.Exact),
        };
    }

    public override TrainingPlan WithOptions(TrainingPlan plan, TrainingOptions options)
    {
        return base.WithOptions(plan, options) with { Export = Exporter(plan.Graph, options) };
    }

    /// <summary>The model keeps how often its rule is applied.</summary>
    private Func<float[], IReadOnlyDictionary<string, string>, Model> Exporter(RuleGraph graph, TrainingOptions options)
    {
        string steps = ((LoopSupervisionOptions)options.Supervision).Steps.ToString(CultureInfo.InvariantCulture);
        return (parameters, card) => new Model(task.Name, graph, parameters, new Dictionary<string, string>(card) { [TilesSolver.StepsKey] = steps });
    }
}
