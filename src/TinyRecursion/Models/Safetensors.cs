namespace TinyRecursion.Models;

/// <summary>What a safetensors file holds.</summary>
/// <param name="Tensors">The tensors in the order of their bytes.</param>
/// <param name="Metadata">The file's <c>__metadata__</c>, empty if it has none.</param>
public sealed record Safetensors(IReadOnlyList<Tensor> Tensors, IReadOnlyDictionary<string, string> Metadata);
