namespace TinyRecursion.Tasks;

/// <summary>When a run on one instance ends, at the latest after its most steps.</summary>
internal enum HaltRule
{
    /// <summary>As soon as the task's checker accepts the answer.</summary>
    Verified,

    /// <summary>As soon as the model's halting head holds the answer to be right.</summary>
    Learned,

    /// <summary>After all steps, as published evaluations do.</summary>
    Steps,
}
