using TinyRecursion.Cli.Common;
using TinyRecursion.Cli.Training;
using TinyRecursion.Execution.Integer;
using TinyRecursion.Models;
using TinyRecursion.Problems;
using TinyRecursion.Rules;
using TinyRecursion.Training.Compression;
using TinyRecursion.Training.Supervision;

namespace TinyRecursion.Cli.Compression;

/// <summary>Compresses a model: removes channels, trains what is left in the form that it will have, and rounds.</summary>
/// <param name="plan">How.</param>
/// <param name="task">The model's task.</param>
/// <param name="threads">Threads; changes the speed, never the result.</param>
internal sealed class Compressor(CompressionPlan plan, CompressionTask task, int threads)
{
    /// <summary>How many times longer than they were calibrated runs are watched for entries that are cut.</summary>
    private const int BeyondCalibration = 4;

    /// <summary>The share of entries that may be cut before a word is said about it.</summary>
    private const double CutWithoutWarning = 1e-4;

    /// <summary>Entries that were cut most; null for a model in floating point.</summary>
    public Saturation? Saturation { get; private set; }

    /// <summary>Compresses.</summary>
    /// <param name="model">The model, in floating point.</param>
    /// <param name="problems">Instances to calibrate on.</param>
    /// <param name="train">Trains a rule from some parameters with some options, and returns what it came to.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="InputException">The rule cannot be brought into that form.</exception>
    public Model Run(Model model, List<Problem> problems, Func<RuleGraph, float[], TrainingOptions, float[]> train, CancellationToken cancellation)
    {
        try
        {
            (RuleGraph graph, float[] parameters) = plan.Channels > 0
                ? ChannelPruning.Remove(model.Graph, model.Parameters.Span, plan.Channels)
                : (model.Graph, model.Parameters.ToArray());
            parameters = plan.Updates > 0
                ? Train(model, graph, parameters, train)
                : plan.Form.Apply(graph, parameters);
            var card = new Dictionary<string, string>(model.Card) { ["compression"] = plan.ToString() };
            if (plan.Updates > 0)
            {
                card["compression.data"] = task.Source.Identity;
            }

            return plan.Levels is { } levels
                ? Quantise(model.Task, graph, parameters, levels, problems, card, cancellation)
                : new Model(model.Task, graph, parameters, card);
        }
        catch (ArgumentException error)
        {
            throw new InputException(error.Message);
        }
    }

    private float[] Train(Model model, RuleGraph graph, float[] parameters, Func<RuleGraph, float[], TrainingOptions, float[]> train)
    {
        TrainingOptions options = task.Training! with
        {
            Updates = plan.Updates,
            Threads = threads,
            LearningRate = plan.LearningRate,
            Seed = plan.Seed,
            Form = plan.Form,
            // The rule has learned already: most of the time is to settle.
            DecayShare = 0.7f,
            WarmUp = Math.Min(100, plan.Updates),
            Distillation = plan.Distil ? new Distillation(model.Graph, model.Parameters) { Stride = plan.Stride } : null,
        };
        (RuleGraph learner, float[] start) = task.Learner(graph, parameters);
        return task.OfLearner(graph, train(learner, start, options));
    }

    private Model Quantise(
        string name, RuleGraph graph, float[] parameters, int levels, List<Problem> problems, Dictionary<string, string> card,
        CancellationToken cancellation)
    {
        Calibration calibration = Calibration.Collect(graph, parameters, problems, plan.Steps, threads, cancellation);
        IntegerConstants constants = Quantiser.Quantise(graph, parameters, calibration, levels);
        Saturation = Saturation.Measure(graph, constants, problems, BeyondCalibration * plan.Steps, threads, cancellation);
        if (Saturation.Share > CutWithoutWarning)
        {
            Console.Error.WriteLine(
                $"warning: {Saturation.Share:p2} of the entries of node {Saturation.Node} ({graph.Nodes[Saturation.Node].Operation.Kind}) are cut to 16 bits: "
                + "calibrate on more or harder instances (--problems, --steps)");
        }

        return new Model(name, graph, constants, card);
    }
}
