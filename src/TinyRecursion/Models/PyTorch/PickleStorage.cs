namespace TinyRecursion.Models.PyTorch;

/// <summary>A storage as a pickle refers to it.</summary>
/// <param name="Key">Its name in the archive's folder of storages.</param>
/// <param name="Type">The element type; null if it counts bytes.</param>
/// <param name="Count">How many elements it claims to have.</param>
internal sealed record PickleStorage(string Key, DType? Type, long Count);
