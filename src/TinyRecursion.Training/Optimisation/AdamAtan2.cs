namespace TinyRecursion.Training.Optimisation;

/// <summary>
/// Adam with atan2 in place of the quotient (Everett et al. 2024, arXiv 2407.05872): no epsilon, so the move does not
/// depend on the scale of the gradient however small it is, and none is longer than π/2 learning rates.
/// </summary>
/// <remarks>
/// As in the package that published tiny recursive models were trained with, the first moment's correction multiplies
/// the angle, not the moment.
/// </remarks>
/// <param name="parameterCount">Length of the parameter vector.</param>
internal sealed class AdamAtan2(int parameterCount) : Adam(parameterCount)
{
    private protected override float Move(float m, float v, float first, float second) =>
        first * (float)Math.Atan2(m, Math.Sqrt(v) * Math.Sqrt(second));
}
