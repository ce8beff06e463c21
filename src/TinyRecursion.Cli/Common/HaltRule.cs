namespace TinyRecursion.Cli.Common;

/// <summary>When a run of a model ends, short of its most steps.</summary>
internal enum HaltRule
{
    /// <summary>As soon as the task's checker accepts the answer.</summary>
    Verified,

    /// <summary>As soon as the model's halting head holds the answer to be right (adaptive halting).</summary>
    Learned,

    /// <summary>After all steps, as in the published evaluation of tiny recursive models.</summary>
    Steps,
}
