using System.Globalization;
using TinyRecursion.Learning;
using TinyRecursion.Problems;
using TinyRecursion.Tasks.Common;

namespace TinyRecursion.Tasks.Cells;

/// <summary>Training examples from instances with labels, or from ones that the task makes on the way.</summary>
/// <param name="task">The task.</param>
/// <param name="instances">The instances; none for a task that makes them.</param>
/// <param name="encode">Encodes an instance for the rule.</param>
internal sealed class CellTrainingSource<TInstance>(CellTask<TInstance> task, TInstance[] instances, Func<TInstance, Problem> encode) : ITrainingSource
    where TInstance : class, IInstance
{
    public string Identity { get; } = instances.Length == 0
        ? $"{task.Name}, generated"
        : string.Create(CultureInfo.InvariantCulture, $"{task.Name}, {instances.Length} instances, sha256 {TextDigest.Of(instances.Select(task.Format))}");

    public int MaximumHint => 0;

    public TrainingExample Create(ulong seed, int hint)
    {
        var random = new SeededRandom(seed);
        TInstance instance = instances.Length == 0 ? task.Generate(ref random) : instances[random.NextInt32(instances.Length)];
        int[]? known = task.Known(instance);
        int[] labels = [.. task.Labels(instance) ?? throw new InvalidOperationException($"An instance of task '{task.Name}' has no labels to learn.")];
        for (int cell = 0; cell < labels.Length; cell++)
        {
            labels[cell] = labels[cell] < 0 || known?[cell] >= 0 ? TokenLoss.Ignored : labels[cell];
        }

        return new TrainingExample(encode(instance), new TokenLoss(0, labels));
    }
}
