using TinyRecursion.Learning;
using TinyRecursion.Models;
using TinyRecursion.Rules;

namespace TinyRecursion.Tasks.Satisfiability;

/// <summary>Training of a relational rule on random formulas that are made as they are needed.</summary>
internal sealed class SatisfiabilityTraining(SatisfiabilityTask task) : GradientTraining
{
    /// <summary>The size of a validation: enough to see progress, little enough not to slow the run.</summary>
    private const int ValidationFormulas = 200;
    private const int ValidationSteps = 32;
    private const int ValidationStarts = 16;

    public override string Name => task.Name;

    public override VerbHelp Help => new(
        "Train a relational rule to satisfy random formulas, which are made as they are needed; no solutions are learned from.\n"
        + "Killed at any moment, the same command goes on where it stopped and ends with the same bytes.",
        "trm train sat --variables 20 --updates 2000 --out my.safetensors");

    public override IReadOnlyList<Setting> Settings { get; } =
    [
        SatisfiabilitySettings.TrainingVariables, SatisfiabilitySettings.Suggestion, SatisfiabilitySettings.Width, SatisfiabilitySettings.Message,
        SatisfiabilitySettings.Group, SatisfiabilitySettings.Hidden,
    ];

    public override string ValidationHelp => "File or folder of formulas to validate on.";

    public override bool GoesOnFromModels => true;

    /// <summary>The options of training where nothing else is asked for.</summary>
    /// <remarks>An example that is solved needs no more: a run ends as soon as the checker accepts.</remarks>
    public override TrainingOptions Defaults { get; } = new()
    {
        Updates = 5000,
        Supervision = new LoopSupervisionOptions { SegmentsPerExample = 3, ReplaceSolved = 1f, RandomStarts = 1f },
        LearningRate = new LearningRateOptions { DecayShare = 0.6f },
        Threads = 1,
    };

    public override TrainingPlan Plan(TrainingData data, Settings settings)
    {
        if (data.Start is { } start)
        {
            // Refuses a rule that does not fit.
            task.Open(start).Dispose();
        }

        RuleGraph graph = data.Start?.Graph ?? RelationalRule.Create(new RelationalRuleOptions
        {
            StateWidth = settings.Get(SatisfiabilitySettings.Width),
            MessageWidth = settings.Get(SatisfiabilitySettings.Message),
            GroupWidth = settings.Get(SatisfiabilitySettings.Group),
            HiddenWidth = settings.Get(SatisfiabilitySettings.Hidden),
            Relations = SatisfiabilityEncoding.Relations,
            FeatureTables = SatisfiabilityEncoding.FeatureTables,
            FeatureRows = SatisfiabilityEncoding.MaximumFeature + 1,
        });
        var source = new SatisfiabilityTrainingSource(
            settings.Get(SatisfiabilitySettings.TrainingVariables), settings.Get(SatisfiabilitySettings.Suggestion));
        Settings validation = Tasks.Settings.Default
            .With(SatisfiabilitySettings.MaximumSteps, ValidationSteps).With(SatisfiabilitySettings.Restarts, ValidationStarts);
        return new TrainingPlan
        {
            Task = task.Name,
            Graph = graph,
            Start = data.Start?.Parameters.ToArray(),
            Source = source,
            Options = Defaults with { InitialHint = source.MaximumHint / 3f },
            Export = (parameters, card) => new Model(task.Name, graph, parameters, card),
            Validate = Validation.Of(task, data.Validation, ValidationFormulas, validation),
        };
    }
}
