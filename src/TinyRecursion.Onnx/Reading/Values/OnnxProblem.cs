namespace TinyRecursion.Onnx.Reading.Values;

/// <summary>Something in a file that cannot be read; whoever knows the node and the file says so and passes it on.</summary>
/// <param name="message">What was expected and found, without the place.</param>
internal sealed class OnnxProblem(string message) : Exception(message);
