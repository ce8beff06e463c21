using TinyRecursion.Learning;
using TinyRecursion.Models;
using TinyRecursion.Rules;

namespace TinyRecursion.Tasks.Cells;

/// <summary>Training of a relational rule on instances of cells with labels.</summary>
internal sealed class CellTraining<TInstance>(CellTask<TInstance> task) : GradientTraining
    where TInstance : class, IInstance
{
    /// <summary>Enough to see progress, few enough not to slow the run.</summary>
    private const int ValidationInstances = 400;

    public override string Name => task.Name;

    public override VerbHelp Help => new(
        $"Train a rule for {task.Plural}: cells with inputs, groups and neighbours among them, and a class to learn for each.\n"
        + "Killed at any moment, the same command goes on where it stopped and ends with the same bytes.",
        $"trm train {task.Name} {(task.CanGenerate ? string.Empty : "--data FILE ")}--out {task.Name}.safetensors");

    public override IReadOnlyList<Setting> Settings => [CellSettings.Width, CellSettings.Message, CellSettings.Hidden];

    public override string? DataHelp => $"Files of {task.Plural} with labels to train on.";

    public override bool NeedsData => !task.CanGenerate;

    public override string? ValidationHelp => $"File of {task.Plural} to validate on.";

    public override bool GoesOnFromModels => true;

    public override TrainingOptions Defaults { get; } = new()
    {
        Updates = 2000,
        Supervision = new LoopSupervisionOptions { Steps = 8, Losses = 4, SegmentsPerExample = 4 },
        InitialHint = 0f,
        LearningRate = new LearningRateOptions { Peak = 5e-3f, WarmUp = 100 },
    };

    public override TrainingPlan Plan(TrainingData data, Settings settings)
    {
        RuleGraph graph = data.Start?.Graph
            ?? task.CreateRule(data.Instances, settings.Get(CellSettings.Width), settings.Get(CellSettings.Message), settings.Get(CellSettings.Hidden));
        foreach (SourcedInstance held in data.Validation.Concat(data.Start is null ? [] : data.Instances))
        {
            task.Require((TInstance)held.Instance, held.Source, graph);
        }

        foreach (SourcedInstance one in data.Instances)
        {
            RequireRight((TInstance)one.Instance, one.Source);
        }

        return new TrainingPlan
        {
            Task = task.Name,
            Graph = graph,
            Start = data.Start?.Parameters.ToArray(),
            Source = new CellTrainingSource<TInstance>(task, [.. data.Instances.Select(one => (TInstance)one.Instance)], task.EncoderFor(graph)),
            Options = Defaults,
            Export = (parameters, card) => new Model(task.Name, graph, parameters, card),
            Validate = Validation.Of(task, data.Validation.Count > 0 ? data.Validation : task.HeldOut(), ValidationInstances, Tasks.Settings.Default),
        };
    }

    /// <summary>Refuses labels that the instance's own checker refuses, where every cell has a class.</summary>
    private void RequireRight(TInstance instance, string source)
    {
        int[] labels = task.Labels(instance) ?? [], known = task.Known(instance) ?? [];
        int[] classes = [.. labels.Select((label, cell) => label < 0 && cell < known.Length ? known[cell] : label)];
        if (Array.TrueForAll(classes, value => value >= 0) && classes.Length > 0 && task.Check(instance, classes) is [string reason, ..])
        {
            throw new InstanceFormatException(source, instance.Line, "labels", $"are no answer by what the instance asks: {reason}");
        }
    }
}
