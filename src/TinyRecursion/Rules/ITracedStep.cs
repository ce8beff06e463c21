namespace TinyRecursion.Rules;

/// <summary>What a trace may ask about a step just taken; valid until the next step.</summary>
public interface ITracedStep
{
    /// <summary>The number of the step within its recursion, from 1.</summary>
    long Number { get; }

    /// <summary>Reads out the logits after the step.</summary>
    /// <returns>Cells × readout width, overwritten by the next call; empty where the step is not one of a rule.</returns>
    ReadOnlySpan<float> Readout();

    /// <summary>The largest absolute change of any entry of the state; infinite where the step is not one of a rule.</summary>
    float Residual();

    /// <summary>What was reached, as bytes; null where other machines may round otherwise.</summary>
    internal ICanonicalState? Canonical => null;
}
