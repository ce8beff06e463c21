using TinyRecursion.Learning;

namespace TinyRecursion.Tests.Execution;

/// <summary>
/// A loss of which every score matters differently: <c>Σ c_i s_i + s_i² / 2</c>, with coefficients that look random.
/// </summary>
internal sealed class QuadraticLoss : ILogitLoss
{
    /// <inheritdoc/>
    public int Count => 0;

    /// <inheritdoc/>
    public int Correct => 0;

    /// <inheritdoc/>
    public float Evaluate(ReadOnlySpan<float> logits, Span<float> gradient)
    {
        float loss = 0f;
        for (int i = 0; i < logits.Length; i++)
        {
            loss += logits[i] * (Coefficient(i) + (0.5f * logits[i]));
            gradient[i] += Coefficient(i) + logits[i];
        }

        return loss;
    }

    /// <summary>The same loss in double precision.</summary>
    public static double Value(IReadOnlyList<double> logits) =>
        logits.Select((score, i) => score * (Coefficient(i) + (0.5 * score))).Sum();

    // Multiples of 1/8 between -2 and 2: exact in either precision.
    private static float Coefficient(int index) => (((index * 37) % 33) - 16) / 8f;
}
