namespace TinyRecursion.Training.Optimisation;

/// <summary>Adam as it is best known (Kingma and Ba 2014, arXiv 1412.6980), with decoupled weight decay.</summary>
/// <param name="parameterCount">Length of the parameter vector.</param>
internal sealed class AdamW(int parameterCount) : Adam(parameterCount)
{
    /// <summary>Added to the root of the second moment.</summary>
    public float Epsilon { get; init; } = 1e-8f;

    private protected override float Move(float m, float v, float first, float second) =>
        m * first / (MathF.Sqrt(v * second) + Epsilon);
}
