namespace TinyRecursion.Assurance.Verification.Networks;

/// <summary>A vector of a network that is worked out from earlier ones. Immutable.</summary>
/// <param name="Width">Its number of entries.</param>
internal abstract record NetworkNode(int Width)
{
    /// <summary>The network's input.</summary>
    public sealed record Input(int Width) : NetworkNode(Width);

    /// <summary>The sum of one linear map of each source, and a bias.</summary>
    /// <param name="Sources">Earlier nodes with their maps.</param>
    /// <param name="Bias">An entry an output.</param>
    public sealed record Affine(IReadOnlyList<(int Node, WeightMatrix Weights)> Sources, float[] Bias) : NetworkNode(Bias.Length);

    /// <summary><c>max(x, 0)</c> of each entry.</summary>
    /// <param name="Source">The earlier node.</param>
    /// <param name="Width">Its number of entries.</param>
    public sealed record Relu(int Source, int Width) : NetworkNode(Width);
}
