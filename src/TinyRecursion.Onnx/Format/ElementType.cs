namespace TinyRecursion.Onnx.Format;

/// <summary>The type of a tensor's elements (onnx.proto, <c>TensorProto.DataType</c>).</summary>
internal enum ElementType
{
    /// <summary>Not said.</summary>
    Undefined = 0,

    /// <summary>IEEE 754, 32 bits.</summary>
    Float = 1,

    /// <summary>8 bits, from 0.</summary>
    UInt8 = 2,

    /// <summary>8 bits.</summary>
    Int8 = 3,

    /// <summary>16 bits, from 0.</summary>
    UInt16 = 4,

    /// <summary>16 bits.</summary>
    Int16 = 5,

    /// <summary>32 bits.</summary>
    Int32 = 6,

    /// <summary>64 bits.</summary>
    Int64 = 7,

    /// <summary>Text.</summary>
    String = 8,

    /// <summary>True or false.</summary>
    Bool = 9,

    /// <summary>IEEE 754, 16 bits.</summary>
    Float16 = 10,

    /// <summary>IEEE 754, 64 bits.</summary>
    Double = 11,

    /// <summary>32 bits, from 0.</summary>
    UInt32 = 12,

    /// <summary>64 bits, from 0.</summary>
    UInt64 = 13,

    /// <summary>The upper half of an IEEE 754 number of 32 bits.</summary>
    BFloat16 = 16,

    /// <summary>4 bits, from 0, two a byte.</summary>
    UInt4 = 21,

    /// <summary>4 bits, two a byte.</summary>
    Int4 = 22,
}
