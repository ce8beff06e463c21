using TinyRecursion.Execution.Integer;
using TinyRecursion.Learning;
using TinyRecursion.Models;
using TinyRecursion.Problems;
using TinyRecursion.Rules;
using TinyRecursion.Training.Compression;

namespace TinyRecursion.Training.Workflows;

/// <summary>Compresses a model: removes channels, trains the rest in the form that it will have, and rounds.</summary>
public static class ModelCompressor
{
    /// <summary>How many times longer than they were calibrated runs are watched for entries that are cut.</summary>
    private const int BeyondCalibration = 4;

    /// <summary>The share of the updates over which the learning rate falls: the rule has learned already, most of the time is to settle.</summary>
    private const float DecayShare = 0.7f;

    private const int LongestWarmUp = 100;

    /// <summary>Compresses a model. The result depends on the model, the options and the input alone.</summary>
    /// <param name="model">The model, in floating point, of the plain loop.</param>
    /// <param name="options">The way to compress.</param>
    /// <param name="input">Problems to calibrate on, and training.</param>
    /// <param name="progress">Receives the reports of the training; null for none.</param>
    /// <param name="cancellation">Ends the compression; a training saves a checkpoint first.</param>
    /// <exception cref="ArgumentException">
    /// The model runs in integers already or in nested cycles, the options ask for nothing or contradict each other, there is no problem with
    /// cells, or no plan of the training that is asked for.
    /// </exception>
    /// <exception cref="OperationCanceledException">The compression was cancelled.</exception>
    /// <exception cref="IOException">The folder of the training cannot be used, see <see cref="TrainingRun.Run"/>.</exception>
    public static CompressionResult Run(
        Model model, CompressionOptions options, CompressionInput input, IProgress<TrainingReport>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(input);
        options.Check();
        List<Problem> problems = Check(model, options, input);
        (RuleGraph graph, float[] parameters) = options.Channels > 0
            ? ChannelPruning.Remove(model.Graph, model.Parameters.Span, options.Channels)
            : (model.Graph, model.Parameters.ToArray());
        var card = new Dictionary<string, string>(model.Card) { ["compression"] = options.Describe(problems.Count) };
        TrainingResult? training = null;
        if (options.Updates > 0)
        {
            TrainingPlan plan = Plan(options, input.Training!(graph, parameters));
            training = TrainingRun.Run(plan, input.Run with { Constraint = Constraint(model, options) }, progress, cancellation);
            parameters = OfTrained(training.Model, graph);
            card["compression.data"] = plan.Source.Identity;
        }
        else
        {
            parameters = options.Form.Apply(graph, parameters);
        }

        (Model compressed, Saturation? saturation) = options.Levels is { } levels
            ? Quantise(model.Task, graph, parameters, levels, problems, card, options, cancellation)
            : (new Model(model.Task, graph, parameters, card), null);
        using ModelRule before = model.Open(), after = compressed.Open();
        return new CompressionResult
        {
            Model = compressed,
            Drift = TrajectoryFidelity.Measure(before, after, problems, options.Steps, options.Stride, options.Threads, cancellation),
            Saturation = saturation,
            Before = ModelSize.Of(model),
            After = ModelSize.Of(compressed),
            Training = training,
        };
    }

    private static List<Problem> Check(Model model, CompressionOptions options, CompressionInput input)
    {
        if (model.Quantised is not null)
        {
            throw new ArgumentException("The model runs in integers already: compress the model that it was made from.");
        }

        if (model.Cycles is not null)
        {
            throw new ArgumentException("Models of nested cycles cannot be compressed.");
        }

        if (options.Updates > 0 && input.Training is null)
        {
            throw new ArgumentException($"Models of task '{model.Task}' are not trained on examples, so they cannot be compressed with updates.");
        }

        // An instance that is solved before the first step has no cells.
        List<Problem> problems = [.. input.Problems.Where(problem => problem.Cells > 0)];
        return problems.Count > 0 ? problems : throw new ArgumentException(
            input.Problems.Count == 0
                ? "There is no problem to calibrate on."
                : $"Of {input.Problems.Count} problems to calibrate on none leaves the rule anything to do: give harder ones.");
    }

    private static TrainingPlan Plan(CompressionOptions options, TrainingPlan plan) => plan with
    {
        Options = plan.Options with
        {
            Updates = options.Updates,
            Threads = options.Threads,
            Seed = options.Seed,
            LearningRate = plan.Options.LearningRate with
            {
                Peak = options.LearningRate, DecayShare = DecayShare, WarmUp = Math.Min(LongestWarmUp, options.Updates),
            },
        },
    };

    private static CompressionConstraint Constraint(Model model, CompressionOptions options) => new()
    {
        Form = options.Form,
        Distillation = options.Distil ? new Distillation(model.Graph, model.Parameters) { Stride = options.Stride } : null,
    };

    /// <summary>The parameters of the rule that runs: a task's export takes them out of those of the rule that learned.</summary>
    private static float[] OfTrained(Model trained, RuleGraph graph) => trained.Graph.ParameterCount == graph.ParameterCount
        ? trained.Parameters.ToArray()
        : throw new ArgumentException(
            $"The training plan exports a rule of {trained.Graph.ParameterCount} parameters, the rule to be compressed has {graph.ParameterCount}.");

    private static (Model Model, Saturation Saturation) Quantise(
        string task, RuleGraph graph, float[] parameters, int levels, List<Problem> problems, Dictionary<string, string> card,
        CompressionOptions options, CancellationToken cancellation)
    {
        Calibration calibration = Calibration.Collect(graph, parameters, problems, options.Steps, options.Threads, cancellation);
        IntegerConstants constants = Quantiser.Quantise(graph, parameters, calibration, levels);
        Saturation saturation = Saturation.Measure(
            graph, constants, problems, BeyondCalibration * options.Steps, options.Threads, cancellation);
        return (new Model(task, graph, constants, card), saturation);
    }
}
