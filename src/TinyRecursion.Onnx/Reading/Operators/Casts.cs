using TinyRecursion.Onnx.Format;
using TinyRecursion.Onnx.Reading.Values;

namespace TinyRecursion.Onnx.Reading.Operators;

/// <summary>Values of other types.</summary>
internal static class Casts
{
    /// <summary>A value of another type: rounded to the nearest number that the type has, toward zero for whole ones.</summary>
    /// <param name="value">The value; one that depends on the inputs stays what it is.</param>
    /// <param name="type">The type.</param>
    /// <exception cref="OnnxProblem">The type is not read, or has no such number.</exception>
    public static Value To(Value value, ElementType type)
    {
        if (value.Type == type)
        {
            return value;
        }

        if (!value.IsConstant)
        {
            throw new OnnxProblem($"values that depend on the inputs are not cast to {Value.Name(type)}");
        }

        return type switch
        {
            ElementType.Float => Value.Of(value.Dims, Finite(Numbers(value, wide => (float)wide), type)),
            ElementType.Double => Value.Of(value.Dims, Numbers(value, wide => wide)),
            ElementType.Float16 => Value.Of(value.Dims, Finite(Numbers(value, wide => (float)(Half)wide), type), type),
            ElementType.BFloat16 => Value.Of(value.Dims, Finite(Numbers(value, wide => BFloat16((float)wide)), type), type),
            ElementType.Bool => Value.Of(value.Dims, Numbers(value, wide => wide != 0 ? 1L : 0L), type),
            ElementType.Int4 or ElementType.UInt4 or ElementType.Int8 or ElementType.UInt8 or ElementType.Int16 or ElementType.UInt16 or ElementType.Int32 or ElementType.UInt32
                or ElementType.Int64 or ElementType.UInt64 => Value.Of(value.Dims, Whole(value, type), type),
            _ => throw new OnnxProblem($"a cast to {Value.Name(type)} is not read"),
        };
    }

    private static long[] Whole(Value value, ElementType type) => value.IsWhole
        ? Array.ConvertAll(value.Integers, number => Finite(number, type))
        : Numbers(value, wide => Math.Abs(wide) < 1L << 62 ? Finite((long)wide, type) : throw new OnnxProblem($"{wide} has no place in {Value.Name(type)}"));

    private static long Finite(long number, ElementType type) => type != ElementType.UInt64 || number >= 0
        ? WholeNumbers.Wrap(type, number)
        : throw new OnnxProblem($"{number} has no place in {Value.Name(type)}");

    private static float[] Finite(float[] numbers, ElementType type) => Array.TrueForAll(numbers, float.IsFinite)
        ? numbers
        : throw new OnnxProblem($"expected numbers that {Value.Name(type)} can hold");

    private static T[] Numbers<T>(Value value, Converter<double, T> convert) =>
        value.IsWhole ? Array.ConvertAll(value.Integers, number => convert(number))
        : value.Type == ElementType.Double ? Array.ConvertAll(value.Doubles, convert)
        : Array.ConvertAll(value.Floats, number => convert(number));

    // The upper half, rounded to the nearest, halfway to even.
    private static float BFloat16(float number)
    {
        uint bits = BitConverter.SingleToUInt32Bits(number);
        return BitConverter.UInt32BitsToSingle((bits + 0x7FFF + ((bits >> 16) & 1)) & 0xFFFF0000);
    }
}
