namespace TinyRecursion.Recursion;

/// <summary>One step of a trace.</summary>
/// <param name="Part">
/// The parts that it was taken in, the outermost first, such as <c>start 2/link 0</c>; empty for the recursion itself.
/// </param>
/// <param name="Step">The step, from 1.</param>
/// <param name="Residual">The largest absolute change of any entry of the state.</param>
/// <param name="Logits">The logits read out after the step, cells × readout width.</param>
public sealed record TraceStep(string Part, long Step, float Residual, IReadOnlyList<float> Logits);
