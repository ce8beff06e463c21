using TinyRecursion.Rules;

namespace TinyRecursion.Training.Optimisation;

/// <summary>
/// What the variants of Adam share: running means of the gradient and of its square over one flat parameter vector,
/// and decoupled weight decay (Loshchilov and Hutter 2017, arXiv 1711.05101). Deterministic; not safe for use by two
/// threads at once.
/// </summary>
/// <param name="parameterCount">Length of the parameter vector; the moments start empty.</param>
internal abstract class Adam(int parameterCount) : IOptimiser
{
    /// <summary>Decay of the running mean of gradients, in [0, 1).</summary>
    public float Beta1 { get; init; } = 0.9f;

    /// <summary>Decay of the running mean of squared gradients, in [0, 1).</summary>
    public float Beta2 { get; init; } = 0.98f;

    /// <summary>Weight decay, relative to the learning rate.</summary>
    public float WeightDecay { get; init; } = 0.01f;

    /// <summary>A tensor that is left as it is, because something else moves it; null for none.</summary>
    public WeightShape? Untouched { get; init; }

    public int Updates { get; set; }

    public float[] FirstMoment { get; } = new float[parameterCount];

    public float[] SecondMoment { get; } = new float[parameterCount];

    public void Update(Span<float> parameters, ReadOnlySpan<float> gradient, float learningRate)
    {
        Updates++;
        int from = Untouched?.Offset ?? parameters.Length, to = from + (Untouched?.Count ?? 0);
        Update(parameters, gradient, learningRate, 0, from);
        Update(parameters, gradient, learningRate, to, parameters.Length - to);
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
            parameters[i] = (keep * parameters[i]) - (learningRate * Move(m, v, first, second));
        }
    }

    /// <summary>How far a parameter moves, as a share of the learning rate.</summary>
    /// <param name="m">The mean of its gradient.</param>
    /// <param name="v">The mean of the square.</param>
    /// <param name="first">What the first mean, which started at zero, must be multiplied by.</param>
    /// <param name="second">Likewise the second.</param>
    private protected abstract float Move(float m, float v, float first, float second);

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
