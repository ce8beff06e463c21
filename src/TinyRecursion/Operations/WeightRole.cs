namespace TinyRecursion.Operations;

/// <summary>What an operation does with a weight, which decides its shape and where it is laid out.</summary>
internal enum WeightRole
{
    /// <summary>Multiplies rows of the first input with it; input width × output width.</summary>
    Map,

    /// <summary>Adds it to every row; 1 × output width.</summary>
    Bias,

    /// <summary>Looks its rows up by a feature.</summary>
    Table,
}
