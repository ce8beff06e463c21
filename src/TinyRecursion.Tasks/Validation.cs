using TinyRecursion.Learning;
using TinyRecursion.Models;

namespace TinyRecursion.Tasks;

/// <summary>Measures for training runs, made of a task's own evaluation.</summary>
internal static class Validation
{
    /// <summary>Measures models of a task on held-out instances.</summary>
    /// <param name="task">The task.</param>
    /// <param name="instances">The instances; none gives no measure.</param>
    /// <param name="limit">Instances that are looked at: enough to see progress, few enough not to slow a run.</param>
    /// <param name="settings">The settings of the solver.</param>
    /// <param name="metric">A share; null for that of solved instances.</param>
    /// <returns>The measure, or null for no instances.</returns>
    public static Func<Model, int, CancellationToken, double>? Of(
        TaskDefinition task, IReadOnlyList<SourcedInstance> instances, int limit, Settings settings, Metric? metric = null)
    {
        SourcedInstance[] held = [.. instances.Take(limit)];
        return held.Length == 0 ? null : (model, threads, cancellation) =>
        {
            using Solver solver = task.Open(model, "the model", settings);
            return Evaluation.Run(solver, held, threads, onAnswer: null, cancellation)[metric ?? Metric.Solved] ?? 0;
        };
    }
}
