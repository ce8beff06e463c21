namespace TinyRecursion.Onnx.Format;

/// <summary>How the value of a field is written.</summary>
internal enum WireType
{
    /// <summary>A whole number, seven bits a byte, the low ones first.</summary>
    Varint = 0,

    /// <summary>Eight bytes, the low one first.</summary>
    Fixed64 = 1,

    /// <summary>A length and as many bytes: text, a message, or packed numbers.</summary>
    Bytes = 2,

    /// <summary>Four bytes, the low one first.</summary>
    Fixed32 = 5,
}
