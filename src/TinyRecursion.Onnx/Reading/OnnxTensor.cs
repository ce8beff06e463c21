namespace TinyRecursion.Onnx.Reading;

/// <summary>An input or output of a network that was read, and where it lies among all of them.</summary>
/// <param name="Name">Its name in the file.</param>
/// <param name="Shape">The size of each axis; 1 for a batch that may have any size.</param>
/// <param name="Offset">The place of its first element: of an input in the state, of an output in the logits.</param>
/// <param name="Count">The number of its elements, row by row.</param>
public sealed record OnnxTensor(string Name, IReadOnlyList<int> Shape, int Offset, int Count);
