using TinyRecursion.Models;

namespace TinyRecursion.Cli.Training;

/// <summary>What a training run works towards: how well its parameters do, and the model that they become.</summary>
internal interface ITrainingGoal
{
    /// <summary>The task.</summary>
    string Task { get; }

    /// <summary>The share of the validation instances that parameters solve, or null for none to validate on.</summary>
    /// <param name="parameters">The flat parameter vector.</param>
    /// <param name="threads">Instances at once.</param>
    /// <param name="cancellation">Ends it.</param>
    double? Validate(float[] parameters, int threads, CancellationToken cancellation);

    /// <summary>The model of some parameters.</summary>
    /// <param name="parameters">The flat parameter vector.</param>
    /// <param name="card">Where they come from.</param>
    Model Export(float[] parameters, IReadOnlyDictionary<string, string> card);
}
