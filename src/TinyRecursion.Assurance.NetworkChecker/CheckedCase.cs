namespace TinyRecursion.Assurance.NetworkChecker;

/// <summary>
/// A case of an unsafe set: a box of inputs and constraints <c>Σ coefficient · variable - bound ≤ 0</c>, of which a proof shows that no point of the box
/// fulfils all. Variables are the inputs, then the outputs.
/// </summary>
/// <param name="Lower">Not above the box's lower corner.</param>
/// <param name="Upper">Not below the box's upper corner.</param>
/// <param name="Coefficients">The coefficients of each constraint, each within 2⁻⁵² of the stated one.</param>
/// <param name="Bounds">The bound of each, likewise.</param>
internal sealed record CheckedCase(double[] Lower, double[] Upper, double[][] Coefficients, double[] Bounds);
