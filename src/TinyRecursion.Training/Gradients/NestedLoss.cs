namespace TinyRecursion.Training.Gradients;

/// <summary>What one supervision step of nested cycles came to.</summary>
/// <param name="Tokens">The loss of the tokens.</param>
/// <param name="Halting">Binary cross-entropy of the halting head against "every token is right"; 0 for a rule without one.</param>
/// <param name="HaltLogit">What the halting head said, or null.</param>
/// <param name="Solved">Whether every token was right.</param>
internal readonly record struct NestedLoss(double Tokens, double Halting, float? HaltLogit, bool Solved)
{
    /// <summary>The loss whose gradient is taken: the halting head's counts half.</summary>
    public double Total => Tokens + (NestedGradient.HaltingShare * Halting);
}
