namespace TinyRecursion.Cli.Common;

/// <summary>What answers instances of a task.</summary>
internal enum RuleKind
{
    /// <summary>A learned rule, which is a model.</summary>
    Neural,

    /// <summary>Plain code.</summary>
    Algorithmic,

    /// <summary>Both together.</summary>
    Mixed,
}
