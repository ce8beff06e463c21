namespace TinyRecursion.Training.Optimisation;

/// <summary>
/// Adam with decoupled weight decay (Kingma and Ba 2014, arXiv 1412.6980; Loshchilov and Hutter 2017, 1711.05101)
/// over one flat parameter vector. Deterministic; not safe for use by two threads at once.
/// </summary>
public sealed class AdamW : IOptimiser
{
    /// <summary>Creates an optimiser with empty moments.</summary>
    /// <param name="parameterCount">Length of the parameter vector.</param>
    public AdamW(int parameterCount)
    {
        FirstMoment = new float[parameterCount];
        SecondMoment = new float[parameterCount];
    }

    /// <summary>Decay of the running mean of gradients, in [0, 1).</summary>
    public float Beta1 { get; init; } = 0.9f;

    /// <summary>Decay of the running mean of squared gradients, in [0, 1).</summary>
    public float Beta2 { get; init; } = 0.98f;

    /// <summary>Added to the root of the second moment.</summary>
    public float Epsilon { get; init; } = 1e-8f;

    /// <summary>Weight decay, relative to the learning rate.</summary>
    public float WeightDecay { get; init; } = 0.01f;

    /// <inheritdoc/>
    public int Updates { get; set; }

    /// <inheritdoc/>
    public float[] FirstMoment { get; }

    /// <inheritdoc/>
    public float[] SecondMoment { get; }

    /// <inheritdoc/>
    public void Update(Span<float> parameters, ReadOnlySpan<float> gradient, float learningRate)
    {
        Updates++;
        Update(parameters, gradient, learningRate, 0, parameters.Length);
    }

    /// <summary>Moves some of the parameters, as part of the update that <see cref="Updates"/> has counted.</summary>
    internal void Update(Span<float> parameters, ReadOnlySpan<float> gradient, float learningRate, int start, int count)
    {
        float first = 1f / (1f - Power(Beta1, Updates)), second = 1f / (1f - Power(Beta2, Updates));
        float keep = 1f - (learningRate * WeightDecay);
        for (int i = start; i < start + count; i++)
        {
            float g = gradient[i];
            float m = FirstMoment[i] = (Beta1 * FirstMoment[i]) + ((1f - Beta1) * g);
            float v = SecondMoment[i] = (Beta2 * SecondMoment[i]) + ((1f - Beta2) * g * g);
            parameters[i] = (keep * parameters[i]) - (learningRate * (m * first) / (MathF.Sqrt(v * second) + Epsilon));
        }
    }

    // By repeated multiplication: the library's power function may differ between machines.
    private static float Power(float value, int exponent)
    {
        double result = 1, factor = value;
        for (int e = exponent; e > 0 && result != 0; e >>= 1)
        {
            result *= (e & 1) == 1 ? factor : 1;
            factor *= factor;
        }

        return (float)result;
    }
}
