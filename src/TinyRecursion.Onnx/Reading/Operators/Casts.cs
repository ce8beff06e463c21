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
            ElementType.Float => Value.Of(value.Dims, Numbers(value, wide => (float)wide)),
            ElementType.Double => Value.Of(value.Dims, Numbers(value, wide => wide)),
            ElementType.Float16 => Value.Of(value.Dims, Numbers(value, wide => (float)(Half)wide), type),
            ElementType.BFloat16 => Value.Of(value.Dims, Numbers(value, wide => BFloat16((float)wide)), type),
            ElementType.Bool => Value.Of(value.Dims, Numbers(value, wide => wide != 0 ? 1L : 0L), type),
            ElementType.Int4 or ElementType.UInt4 or ElementType.Int8 or ElementType.UInt8 or ElementType.Int16 or ElementType.UInt16 or ElementType.Int32 or ElementType.UInt32
                or ElementType.Int64 or ElementType.UInt64 => Value.Of(value.Dims, Whole(value, type), type),
            _ => throw new OnnxProblem($"a cast to {Value.Name(type)} is not read"),
        };
    }

    /// <summary>One number; for infinite ones the largest or smallest of a type without such.</summary>
    public static Value Limit(float number, ElementType type)
    {
        if (float.IsFinite(number) || type is ElementType.Float or ElementType.Double or ElementType.Float16 or ElementType.BFloat16)
        {
            return To(Value.Of([1], [number]), type);
        }

        (long least, long most) = type switch
        {
            ElementType.Bool => (0, 1),
            ElementType.Int8 => (sbyte.MinValue, sbyte.MaxValue),
            ElementType.UInt8 => (0, byte.MaxValue),
            ElementType.Int32 => (int.MinValue, int.MaxValue),
            ElementType.UInt32 => (0, uint.MaxValue),
            ElementType.Int64 => (long.MinValue, long.MaxValue),
            _ => throw new OnnxProblem($"nothing has no largest or smallest of type {Value.Name(type)}"),
        };
        return Value.Of([1], [number < 0 ? least : most], type);
    }

    private static long[] Whole(Value value, ElementType type) => value.IsWhole
        ? Array.ConvertAll(value.Integers, number => Fit(number, type))
        : Numbers(value, wide => Math.Abs(wide) < 1L << 62 ? Fit((long)wide, type) : throw new OnnxProblem($"{wide} has no place in {Value.Name(type)}"));

    private static long Fit(long number, ElementType type) => type != ElementType.UInt64 || number >= 0
        ? WholeNumbers.Wrap(type, number)
        : throw new OnnxProblem($"{number} has no place in {Value.Name(type)}");

    private static T[] Numbers<T>(Value value, Converter<double, T> convert) =>
        value.IsWhole ? Array.ConvertAll(value.Integers, number => convert(number))
        : value.Type == ElementType.Double ? Array.ConvertAll(value.Doubles, convert)
        : Array.ConvertAll(value.Floats, number => convert(number));

    // The upper half, rounded to the nearest, halfway to even.
    private static float BFloat16(float number)
    {
        uint bits = BitConverter.SingleToUInt32Bits(number);
        return !float.IsFinite(number) ? number : BitConverter.UInt32BitsToSingle((bits + 0x7FFF + ((bits >> 16) & 1)) & 0xFFFF0000);
    }
}
