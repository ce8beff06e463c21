namespace TinyRecursion.Training.Optimisation;

/// <summary>Moves a rule's parameters against a gradient. Deterministic; not safe for use by two threads at once.</summary>
internal interface IOptimiser
{
    /// <summary>Updates done; setting it resumes a run.</summary>
    int Updates { get; set; }

    /// <summary>The running mean of gradients, one entry a parameter.</summary>
    float[] FirstMoment { get; }

    /// <summary>The running mean of squared gradients, one entry a parameter; zero where the optimiser keeps none.</summary>
    float[] SecondMoment { get; }

    /// <summary>Moves the parameters one step.</summary>
    /// <param name="parameters">The flat parameter vector, changed in place.</param>
    /// <param name="gradient">Same length.</param>
    /// <param name="learningRate">The step size.</param>
    void Update(Span<float> parameters, ReadOnlySpan<float> gradient, float learningRate);
}
