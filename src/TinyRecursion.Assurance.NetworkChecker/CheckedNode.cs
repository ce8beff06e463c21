namespace TinyRecursion.Assurance.NetworkChecker;

/// <summary>A node of a network as a proof states it.</summary>
/// <param name="Width">Its entries.</param>
/// <param name="Relu">The node whose entries it rectifies; -1 for an affine node.</param>
/// <param name="Maps">For an affine node the linear maps that are added up.</param>
/// <param name="Bias">For an affine node what is added to each entry.</param>
internal sealed record CheckedNode(int Width, int Relu, IReadOnlyList<CheckedMap> Maps, double[] Bias);
