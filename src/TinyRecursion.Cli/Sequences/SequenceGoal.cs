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
        int right = 0, count = Math.Min(task.Validation.Count, ValidationInstances);
        Parallel.For(
            0, count, new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellation },
            () => new SequenceRunner(rule, start.Config),
            (i, _, runner) =>
            {
                TokenExample example = task.Validation[i];
                SequenceResult result = runner.Run(example.Inputs, example.Puzzle, options, cancellation);
                Interlocked.Add(ref right, task.IsRight(example, result.Tokens) ? 1 : 0);
                return runner;
            },
            runner => runner.Dispose());
        return right / (double)count;
    }

    /// <inheritdoc/>
    public Model Export(float[] parameters, IReadOnlyDictionary<string, string> card) =>
        (start with { Parameters = parameters }).ToModel(Task, card);
}
