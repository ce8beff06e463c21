using System.Globalization;
using TinyRecursion.Learning;
using TinyRecursion.Models;
using TinyRecursion.Training.Local;
using TinyRecursion.Training.Supervision;

namespace TinyRecursion.Training.Workflows;

/// <summary>Training of a rule over a finite alphabet on its specification, from a plan to a model.</summary>
internal static class LocalTrainingRun
{
    /// <summary>Runs a plan to its end. The result depends on the plan alone.</summary>
    /// <param name="plan">The rule, its specification, points and options.</param>
    /// <param name="progress">Receives each examination, on the thread that called; null for none.</param>
    /// <param name="cancellation">Ends the run.</param>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    /// <exception cref="DivergenceException">A gradient is not finite.</exception>
    /// <exception cref="ArgumentException">The rule does not fit the specification, or there is no point to learn from.</exception>
    public static LocalTrainingResult Run(
        LocalTrainingPlan plan, IProgress<LocalProgress>? progress = null, CancellationToken cancellation = default)
    {
        LocalTrainingOptions options = plan.Options;
        (long[]? points, string data) = plan.Points is { } collect
            ? collect(options.Seed)
            : (null, "random points of the specification's domain");
        using var trainer = new LocalTrainer(plan.Graph, plan.Specification, options, start: null, points);
        LocalProgress end = trainer.Run(progress, cancellation);
        float[] parameters = trainer.Average.ToArray();
        plan.Finish(parameters);
        var card = new Dictionary<string, string>
        {
            ["data"] = data + ", and its counterexamples",
            ["seed"] = options.Seed.ToString(CultureInfo.InvariantCulture),
            ["options"] = OptionsText.Write(options),
            ["updates"] = end.Update.ToString(CultureInfo.InvariantCulture),
            ["wrong"] = end.Wrong.ToString(CultureInfo.InvariantCulture),
        };
        return new LocalTrainingResult(new Model(plan.Task, plan.Graph, parameters, card), end, end.Margin >= options.Margin);
    }
}
