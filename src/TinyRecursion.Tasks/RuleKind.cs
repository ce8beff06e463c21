namespace TinyRecursion.Tasks;

/// <summary>The kind of rule that solves instances.</summary>
public enum RuleKind
{
    /// <summary>A learned rule, which is a model.</summary>
    Neural,

    /// <summary>Plain code.</summary>
    Algorithmic,

    /// <summary>Both together.</summary>
    Mixed,
}
