namespace TinyRecursion.Recursion;

/// <summary>Why a recursion ended.</summary>
public enum HaltReason
{
    /// <summary>It has not ended.</summary>
    None,

    /// <summary>The limit on steps was reached; a step of a search is a node, one of a fixed-point solver an evaluation.</summary>
    StepLimit,

    /// <summary>The state stopped changing.</summary>
    Converged,

    /// <summary>The task's checker accepted the answer.</summary>
    Verified,

    /// <summary>The rule's halting head held the answer to be right.</summary>
    Learned,

    /// <summary>It is proved that there is no answer.</summary>
    Refuted,

    /// <summary>The limit on time was reached.</summary>
    TimeLimit,

    /// <summary>The limit on memory was reached.</summary>
    MemoryLimit,

    /// <summary>Numbers grew beyond all bounds.</summary>
    Diverged,

    /// <summary>The task's checker rejected the answer that the parts were merged to.</summary>
    Rejected,

    /// <summary>A search that leaves possibilities out, such as a beam, has none left to look at: there may still be an answer.</summary>
    DeadEnd,

    /// <summary>The answer is complete: no later step adds to it. Nothing has checked it.</summary>
    Complete,
}
