namespace TinyRecursion.Onnx.Format;

/// <summary>A message of the ONNX format that can be written.</summary>
internal interface IMessage
{
    /// <summary>Writes its fields.</summary>
    /// <param name="writer">Receives them.</param>
    void WriteTo(WireWriter writer);
}
