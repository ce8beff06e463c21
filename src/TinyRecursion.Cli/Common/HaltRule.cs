namespace TinyRecursion.Cli.Common;

/// <summary>When a run on one instance ends, at the latest after its most steps.</summary>
internal enum HaltRule
{
    /// <summary>As soon as the task's checker accepts the answer; only where it needs no answer to compare with.</summary>
    Verified,

    /// <summary>As soon as the model's halting head holds the answer to be right.</summary>
    Learned,

    /// <summary>After all steps, as published evaluations do.</summary>
    Steps,
}
