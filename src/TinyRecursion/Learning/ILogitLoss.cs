namespace TinyRecursion.Learning;

/// <summary>A loss on the logits that a rule reads out of its state.</summary>
public interface ILogitLoss
{
    /// <summary>The number of choices that the loss is about.</summary>
    int Count { get; }

    /// <summary>How many of them were right in the last evaluation.</summary>
    int Correct { get; }

    /// <summary>Computes the loss and adds its gradient.</summary>
    /// <param name="logits">Cells × classes.</param>
    /// <param name="gradient">Cells × classes, zero on entry; receives the gradient of the loss.</param>
    /// <returns>The loss.</returns>
    float Evaluate(ReadOnlySpan<float> logits, Span<float> gradient);

    /// <summary>The same for a loss whose labels change from step to step; any other does not look at the step.</summary>
    /// <param name="step">The steps that the example has taken, those of earlier segments included.</param>
    /// <param name="logits">Cells × classes.</param>
    /// <param name="gradient">Cells × classes, zero on entry; receives the gradient of the loss.</param>
    /// <returns>The loss.</returns>
    float EvaluateAt(int step, ReadOnlySpan<float> logits, Span<float> gradient) => Evaluate(logits, gradient);
}
