namespace TinyRecursion.Training.Optimisation;

/// <summary>
/// Adam with decoupled weight decay (Kingma and Ba 2014, arXiv 1412.6980; Loshchilov and Hutter 2017, 1711.05101)
/// over one flat parameter vector. Deterministic; not safe for use by two threads at once.
/// </summary>
public sealed class AdamW
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

    /// <summary>Updates done.</summary>
    public int Updates { get; set; }

    /// <summary>The running mean of gradients.</summary>
    public float[] FirstMoment { get; }

    /// <summary>The running mean of squared gradients.</summary>
    public float[] SecondMoment { get; }

    /// <summary>Moves the parameters one step.</summary>
    /// <param name="parameters">Changed in place.</param>
    /// <param name="gradient">Same length.</param>
    /// <param name="learningRate">The step size.</param>
    public void Update(Span<float> parameters, ReadOnlySpan<float> gradient, float learningRate)
    {
        Updates++;
        float first = 1f / (1f - Power(Beta1, Updates)), second = 1f / (1f - Power(Beta2, Updates));
        float keep = 1f - (learningRate * WeightDecay);
        for (int i = 0; i < parameters.Length; i++)
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
