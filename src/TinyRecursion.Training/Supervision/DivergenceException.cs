namespace TinyRecursion.Training.Supervision;

/// <summary>Training ran away: a gradient is not finite. The update that failed changed nothing.</summary>
/// <param name="message">What happened and what to do.</param>
public sealed class DivergenceException(string message) : InvalidOperationException(message);
