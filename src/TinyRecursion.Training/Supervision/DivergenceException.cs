namespace TinyRecursion.Training.Supervision;

/// <summary>Training ran away: a gradient is not finite. Nothing was changed by the update that failed.</summary>
/// <param name="message">What happened and what to do.</param>
public sealed class DivergenceException(string message) : InvalidOperationException(message);
