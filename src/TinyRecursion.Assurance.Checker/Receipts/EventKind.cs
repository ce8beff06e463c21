namespace TinyRecursion.Assurance.Checker.Receipts;

/// <summary>What an event of a run is.</summary>
internal enum EventKind : byte
{
    /// <summary>A loop begins: the state that it starts from.</summary>
    Start = 1,

    /// <summary>A rule was applied once: the state reached.</summary>
    Step = 2,

    /// <summary>A node of a search was looked at.</summary>
    Node = 3,

    /// <summary>A layer or a batch of a search for a plan was looked at.</summary>
    Plan = 4,

    /// <summary>A part of the recursion begins, such as a start of a portfolio.</summary>
    Enter = 5,

    /// <summary>The part that began last ends.</summary>
    Leave = 6,
}
