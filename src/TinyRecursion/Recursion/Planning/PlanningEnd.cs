namespace TinyRecursion.Recursion.Planning;

/// <summary>How a search for a plan ended.</summary>
public enum PlanningEnd
{
    /// <summary>With a plan, which was replayed from the start and reaches a goal.</summary>
    Found,

    /// <summary>With a proof that no goal can be reached: every state that can be reached was looked at.</summary>
    Unreachable,

    /// <summary>Given up: the next states would exceed the limit on nodes.</summary>
    NodeLimit,

    /// <summary>Given up: the time is over.</summary>
    TimeLimit,

    /// <summary>Given up: the next states would exceed the limit on memory.</summary>
    MemoryLimit,

    /// <summary>Given up: a beam lost every way, since it only goes on from its best states.</summary>
    DeadEnd,
}
