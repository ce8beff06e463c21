using TinyRecursion.Onnx.Format;

namespace TinyRecursion.Onnx.Reading.Values;

/// <summary>Whole numbers of the types of the format, kept in 64 bits.</summary>
internal static class WholeNumbers
{
    /// <summary>A number as a type holds it: what lies above its bits is cut off.</summary>
    public static long Wrap(ElementType type, long number) => type switch
    {
        ElementType.Bool => number != 0 ? 1 : 0,
        ElementType.Int4 => number << 60 >> 60,
        ElementType.UInt4 => number & 0xF,
        ElementType.Int8 => (sbyte)number,
        ElementType.UInt8 => (byte)number,
        ElementType.Int16 => (short)number,
        ElementType.UInt16 or ElementType.Float16 or ElementType.BFloat16 => (ushort)number,
        ElementType.Int32 => (int)number,
        ElementType.UInt32 => (uint)number,
        _ => number,
    };
}
