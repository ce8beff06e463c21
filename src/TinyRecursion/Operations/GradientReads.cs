namespace TinyRecursion.Operations;

/// <summary>The values of a step that the gradient of an operation reads, and that are kept for it.</summary>
[Flags]
internal enum GradientReads
{
    /// <summary>Weights and features at most.</summary>
    None = 0,

    /// <summary>The values of all inputs.</summary>
    Inputs = 1,

    /// <summary>The result.</summary>
    Output = 2,

    /// <summary>A number for each row that the operation writes beside its result.</summary>
    RowScales = 4,
}
