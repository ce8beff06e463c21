namespace TinyRecursion.Onnx.Format;

/// <summary>What an attribute holds (onnx.proto, <c>AttributeProto.AttributeType</c>).</summary>
internal enum AttributeKind
{
    /// <summary>Not said.</summary>
    Undefined = 0,

    /// <summary>A number.</summary>
    Float = 1,

    /// <summary>A whole number.</summary>
    Int = 2,

    /// <summary>Text.</summary>
    String = 3,

    /// <summary>A tensor.</summary>
    Tensor = 4,

    /// <summary>A graph.</summary>
    Graph = 5,

    /// <summary>Numbers.</summary>
    Floats = 6,

    /// <summary>Whole numbers.</summary>
    Ints = 7,

    /// <summary>Texts.</summary>
    Strings = 8,

    /// <summary>Tensors.</summary>
    Tensors = 9,

    /// <summary>Graphs.</summary>
    Graphs = 10,

    /// <summary>A sparse tensor.</summary>
    SparseTensor = 11,
}
