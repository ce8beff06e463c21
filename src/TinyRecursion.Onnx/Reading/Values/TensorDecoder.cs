using System.Buffers.Binary;
using TinyRecursion.Onnx.Format;

namespace TinyRecursion.Onnx.Reading.Values;

/// <summary>Makes a value of a tensor of the file, whose shape and number of bytes are compared before anything is allocated.</summary>
internal static class TensorDecoder
{
    /// <summary>Reads a tensor.</summary>
    /// <param name="tensor">The tensor.</param>
    /// <param name="budget">What may be allocated.</param>
    /// <param name="finite">Whether all numbers have to be finite.</param>
    /// <exception cref="OnnxProblem">Its elements lie elsewhere, are of a type that is not read, not as many as its shape says, infinite or no numbers.</exception>
    public static Value Decode(TensorProto tensor, ElementBudget budget, bool finite = true)
    {
        if (tensor.IsExternal || tensor.IsSegment || tensor.HasStrings)
        {
            throw new OnnxProblem(
                tensor.IsExternal ? "its data lie in another file, which is not read: save the network in one file"
                : tensor.IsSegment ? "expected a whole tensor, found a segment" : "expected numbers, found text");
        }

        int[] dims = ElementBudget.Dims(tensor.Dims);
        int count = ElementBudget.Count(dims);
        if (!tensor.RawData.IsEmpty)
        {
            if (!tensor.FloatData.IsEmpty || !tensor.DoubleData.IsEmpty || tensor.IntegerData.Count > 0)
            {
                throw new OnnxProblem("expected data in one field, found them in two");
            }

            long bytes = ((long)count * Bits(tensor.DataType) + 7) / 8;
            Require(bytes == tensor.RawData.Length, $"expected {bytes} bytes of raw data for the shape {Shape(dims)}, found {tensor.RawData.Length}");
        }

        budget.Take(count);
        Value value = tensor.DataType switch
        {
            ElementType.Float => Value.Of(dims, Singles(tensor.RawData.IsEmpty ? tensor.FloatData : tensor.RawData, count)),
            ElementType.Double => Value.Of(dims, Doubles(tensor.RawData.IsEmpty ? tensor.DoubleData : tensor.RawData, count)),
            ElementType.Float16 => Value.Of(dims, Array.ConvertAll(Whole(tensor, count), bits => (float)BitConverter.UInt16BitsToHalf((ushort)bits)), tensor.DataType),
            ElementType.BFloat16 => Value.Of(dims, Array.ConvertAll(Whole(tensor, count), bits => BitConverter.Int32BitsToSingle((int)(bits & 0xFFFF) << 16)), tensor.DataType),
            _ => Value.Of(dims, Whole(tensor, count), tensor.DataType),
        };
        return !finite || value.FirstNotFinite() is not { } place
            ? value
            : throw new OnnxProblem($"expected finite numbers, found something else at element {place}");
    }

    private static int Bits(ElementType type) => type switch
    {
        ElementType.Int4 or ElementType.UInt4 => 4,
        ElementType.Bool or ElementType.Int8 or ElementType.UInt8 => 8,
        ElementType.Int16 or ElementType.UInt16 or ElementType.Float16 or ElementType.BFloat16 => 16,
        ElementType.Float or ElementType.Int32 or ElementType.UInt32 => 32,
        ElementType.Double or ElementType.Int64 or ElementType.UInt64 => 64,
        _ => throw new OnnxProblem($"elements of type {Value.Name(type)} are not read"),
    };

    private static float[] Singles(ReadOnlyMemory<byte> bytes, int count)
    {
        Require(bytes.Length == (long)count * sizeof(float), $"expected {count} numbers, found {bytes.Length / sizeof(float)}");
        var numbers = new float[count];
        ReadOnlySpan<byte> span = bytes.Span;
        for (int i = 0; i < count; i++)
        {
            numbers[i] = BinaryPrimitives.ReadSingleLittleEndian(span[(i * sizeof(float))..]);
        }

        return numbers;
    }

    private static double[] Doubles(ReadOnlyMemory<byte> bytes, int count)
    {
        Require(bytes.Length == (long)count * sizeof(double), $"expected {count} numbers, found {bytes.Length / sizeof(double)}");
        var numbers = new double[count];
        for (int i = 0; i < count; i++)
        {
            numbers[i] = BinaryPrimitives.ReadDoubleLittleEndian(bytes.Span[(i * sizeof(double))..]);
        }

        return numbers;
    }

    // Whole numbers, or the bits of those of 16 bits.
    private static long[] Whole(TensorProto tensor, int count)
    {
        int bits = Bits(tensor.DataType);
        bool packed = bits == 4;
        var numbers = new long[count];
        if (tensor.RawData.IsEmpty)
        {
            int expected = packed ? (count + 1) / 2 : count;
            Require(tensor.IntegerData.Count == expected, $"expected {expected} numbers, found {tensor.IntegerData.Count}");
        }

        ReadOnlySpan<byte> raw = tensor.RawData.Span;
        for (int i = 0; i < count; i++)
        {
            int place = packed ? i / 2 : i;
            long number = tensor.RawData.IsEmpty ? tensor.IntegerData[place] : bits switch
            {
                16 => BinaryPrimitives.ReadInt16LittleEndian(raw[(i * 2)..]),
                32 => BinaryPrimitives.ReadInt32LittleEndian(raw[(i * 4)..]),
                64 => BinaryPrimitives.ReadInt64LittleEndian(raw[(i * 8)..]),
                _ => raw[place],
            };
            // Two a byte, the first in the low half.
            numbers[i] = WholeNumbers.Wrap(tensor.DataType, packed && i % 2 == 1 ? number >> 4 : number);
            if (tensor.DataType == ElementType.UInt64 && number < 0)
            {
                throw new OnnxProblem("expected whole numbers below 2^63, found a larger one");
            }
        }

        return numbers;
    }

    private static string Shape(int[] dims) => $"[{string.Join(", ", dims)}]";

    private static void Require(bool condition, string problem)
    {
        if (!condition)
        {
            throw new OnnxProblem(problem);
        }
    }
}
