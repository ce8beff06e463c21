namespace TinyRecursion.Recursion;

/// <summary>Why a recursion ended.</summary>
public enum HaltReason
{
    /// <summary>It has not ended.</summary>
    None,

    /// <summary>The step limit was reached.</summary>
    StepLimit,

    /// <summary>The state stopped changing.</summary>
    Converged,

    /// <summary>The task's checker accepted the answer.</summary>
    Verified,

    /// <summary>The rule's halting head held the answer to be right.</summary>
    Learned,
}
