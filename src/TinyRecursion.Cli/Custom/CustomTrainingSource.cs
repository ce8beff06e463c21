using TinyRecursion.Tasks.Custom;
using TinyRecursion.Training.Gradients;
using TinyRecursion.Training.Supervision;

namespace TinyRecursion.Cli.Custom;

/// <summary>Training examples from instances with labels.</summary>
/// <param name="instances">The instances, at least one.</param>
/// <param name="shape">Their shape.</param>
internal sealed class CustomTrainingSource(IReadOnlyList<CustomInstance> instances, CustomShape shape) : ITrainingSource
{
    /// <inheritdoc/>
    public string Identity { get; } = CustomData.Identity(instances);

    /// <inheritdoc/>
    public int MaximumHelp => 0;

    /// <inheritdoc/>
    public TrainingExample Create(ulong seed, int help)
    {
        var random = new SeededRandom(seed);
        CustomInstance instance = instances[random.NextInt32(instances.Count)];
        int[] labels = new int[instance.Cells];
        Array.Fill(labels, TokenLoss.Ignored);
        foreach (int cell in instance.Asked.Where(cell => instance.Labels![cell] != CustomInstance.None))
        {
            labels[cell] = instance.Labels![cell];
        }

        return new TrainingExample(CustomEncoding.Encode(instance, shape), new TokenLoss(0, labels));
    }
}
