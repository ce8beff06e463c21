namespace TinyRecursion.Models;

/// <summary>What a safetensors header says of one tensor.</summary>
/// <param name="Name">The name.</param>
/// <param name="Type">The element type.</param>
/// <param name="Shape">The extents.</param>
/// <param name="Start">The first byte, counted from the end of the header.</param>
/// <param name="End">The byte after the last.</param>
/// <param name="Index">Its place among the header's tensors.</param>
internal readonly record struct TensorEntry(string Name, DType Type, long[] Shape, long Start, long End, int Index);
