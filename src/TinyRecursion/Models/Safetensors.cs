namespace TinyRecursion.Models;

/// <summary>What a safetensors file holds.</summary>
/// <param name="Tensors">The tensors in the order of their bytes.</param>
/// <param name="Metadata">The file's <c>__metadata__</c>, empty if it has none.</param>
internal sealed record Safetensors(IReadOnlyList<Tensor> Tensors, IReadOnlyDictionary<string, string> Metadata)
{
    /// <summary>Looks a tensor up by its name, one by one: meant for files of few tensors.</summary>
    /// <param name="name">The name.</param>
    /// <returns>The tensor, or null if there is none of this name.</returns>
    public Tensor? Find(string name) => Tensors.FirstOrDefault(tensor => tensor.Name == name);
}
