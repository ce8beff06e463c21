namespace TinyRecursion.Training.Optimisation;

/// <summary>An exponential moving average of the parameters (EMA), which is what is evaluated and shipped.</summary>
/// <remarks>The decay rises as <c>min(decay, (1 + n) / (10 + n))</c> so that the start is soon forgotten.</remarks>
/// <param name="parameters">What it starts at, copied.</param>
/// <param name="decay">In [0, 1).</param>
internal sealed class ParameterAverage(ReadOnlySpan<float> parameters, float decay)
{
    private readonly float _decay = decay;

    /// <summary>The average.</summary>
    public float[] Values { get; } = parameters.ToArray();

    /// <summary>Moves the average towards the parameters after update <paramref name="update"/> (from 0).</summary>
    public void Update(ReadOnlySpan<float> parameters, int update)
    {
        float decay = MathF.Min(_decay, (1f + update) / (10f + update));
        for (int i = 0; i < Values.Length; i++)
        {
            Values[i] += (1f - decay) * (parameters[i] - Values[i]);
        }
    }
}
