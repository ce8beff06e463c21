namespace TinyRecursion.Learning;

/// <summary>Where training examples come from. Called from several threads at once.</summary>
public interface ITrainingSource
{
    /// <summary>
    /// Names the source and its contents, such as a digest of the data: a checkpoint is only resumed with the source
    /// it was made with.
    /// </summary>
    string Identity { get; }

    /// <summary>The most hints that make sense, such as the number of solution cells that can be revealed.</summary>
    int MaximumHint { get; }

    /// <summary>Makes an example that depends on the arguments alone.</summary>
    /// <param name="seed">Chooses the instance and everything random about it.</param>
    /// <param name="hint">How much of the answer to give away, <c>0..MaximumHint</c>.</param>
    /// <returns>An example with at least one choice to make.</returns>
    TrainingExample Create(ulong seed, int hint);
}
