using TinyRecursion.Cli.Training;
using TinyRecursion.Execution.Float;
using TinyRecursion.Models;
using TinyRecursion.Rules;
using TinyRecursion.Tasks.Custom;

namespace TinyRecursion.Cli.Custom;

/// <summary>A rule that answers instances of a task described by data.</summary>
/// <param name="graph">The rule.</param>
/// <param name="validation">Instances to validate on, perhaps none.</param>
internal sealed class CustomGoal(RuleGraph graph, IReadOnlyList<CustomInstance> validation) : ITrainingGoal
{
    /// <summary>Enough to see progress, few enough not to slow the run.</summary>
    private const int ValidationInstances = 400;

    /// <inheritdoc/>
    public string Task => CustomModel.Task;

    /// <inheritdoc/>
    public double? Validate(float[] parameters, int threads, CancellationToken cancellation)
    {
        if (validation.Count == 0)
        {
            return null;
        }

        using var rule = new NeuralRule(graph, parameters);
        CustomResult[] results = CustomBatch.Run(
            new CustomRunner(rule, CustomShape.Of(graph)), validation.Take(ValidationInstances).ToList(), new CustomRunOptions(), threads,
            (_, _) => { }, cancellation);
        return results.Count(CustomSummary.IsSolved) / (double)results.Length;
    }

    /// <inheritdoc/>
    public Model Export(float[] parameters, IReadOnlyDictionary<string, string> card) => new(Task, graph, parameters, card);
}
