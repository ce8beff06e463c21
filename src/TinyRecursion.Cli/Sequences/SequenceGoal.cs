using TinyRecursion.Cli.Training;
using TinyRecursion.Models;
using TinyRecursion.Models.Trm;
using TinyRecursion.Tasks.Sequences;

namespace TinyRecursion.Cli.Sequences;

/// <summary>A tiny recursive model that answers token sequences.</summary>
/// <param name="task">The task with its validation instances.</param>
/// <param name="start">The model that the run started from.</param>
internal sealed class SequenceGoal(ISequenceTask task, TrmModel start) : ITrainingGoal
{
    private const int ValidationInstances = 1000;

    /// <inheritdoc/>
    public string Task => task.Name;

    /// <inheritdoc/>
    public double? Validate(float[] parameters, int threads, CancellationToken cancellation)
    {
        if (task.Validation.Count == 0)
        {
            return null;
        }

        using ModelRule rule = Export(parameters, new Dictionary<string, string>()).Open();
        var options = new SequenceRunOptions { MaximumSteps = start.Config.HaltMaximumSteps };
        TokenExample[] examples = [.. task.Validation.Take(ValidationInstances)];
        return SequenceBatch.Run(rule, start.Config, examples, _ => options, threads, (_, _, _) => { }, cancellation)
            .Average(pair => task.IsRight(pair.Example, pair.Result.Tokens) ? 1.0 : 0.0);
    }

    /// <inheritdoc/>
    public Model Export(float[] parameters, IReadOnlyDictionary<string, string> card) =>
        (start with { Parameters = parameters }).ToModel(Task, card);
}
