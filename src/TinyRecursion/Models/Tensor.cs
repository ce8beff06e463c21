using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace TinyRecursion.Models;

/// <summary>A named tensor of a safetensors file, its elements as little-endian bytes in row-major order.</summary>
internal sealed class Tensor
{
    private readonly byte[] _data;
    private readonly long[] _shape;

    internal Tensor(string name, DType type, long[] shape, byte[] data)
    {
        Name = name;
        Type = type;
        _shape = shape;
        _data = data;
    }

    /// <summary>The name, unique within its file.</summary>
    public string Name { get; }

    /// <summary>The element type.</summary>
    public DType Type { get; }

    /// <summary>The extents, outermost first; empty for a scalar.</summary>
    public ReadOnlySpan<long> Shape => _shape;

    /// <summary>The elements' bytes.</summary>
    public ReadOnlyMemory<byte> Data => _data;

    /// <summary>The shape as text, such as <c>[48, 96]</c>.</summary>
    public string ShapeText => ModelFormatException.Quote(_shape);

    /// <summary>Bytes of one element.</summary>
    public static int SizeOf(DType type) => type switch
    {
        DType.F64 or DType.I64 or DType.U64 => 8,
        DType.F32 or DType.I32 or DType.U32 => 4,
        DType.F16 or DType.BF16 or DType.I16 or DType.U16 => 2,
        _ => 1,
    };

    /// <summary>Makes a tensor of 32-bit floats.</summary>
    /// <param name="name">The name; not empty.</param>
    /// <param name="shape">The extents, outermost first; copied.</param>
    /// <param name="values">The elements in row-major order; copied. Not-a-numbers and infinities are kept.</param>
    /// <exception cref="ArgumentException">The number of values does not fit the shape, or an extent is negative.</exception>
    public static Tensor FromFloat32(string name, ReadOnlySpan<long> shape, ReadOnlySpan<float> values) =>
        From(name, DType.F32, shape, values);

    /// <summary>Makes a tensor of unsigned 64-bit integers.</summary>
    /// <param name="name">The name; not empty.</param>
    /// <param name="shape">The extents, outermost first; copied.</param>
    /// <param name="values">The elements in row-major order; copied.</param>
    /// <exception cref="ArgumentException">The number of values does not fit the shape, or an extent is negative.</exception>
    public static Tensor FromUInt64(string name, ReadOnlySpan<long> shape, ReadOnlySpan<ulong> values) =>
        From(name, DType.U64, shape, values);

    /// <summary>Makes a tensor of signed 32-bit integers.</summary>
    /// <param name="name">The name; not empty.</param>
    /// <param name="shape">The extents, outermost first; copied.</param>
    /// <param name="values">The elements in row-major order; copied.</param>
    /// <exception cref="ArgumentException">The number of values does not fit the shape, or an extent is negative.</exception>
    public static Tensor FromInt32(string name, ReadOnlySpan<long> shape, ReadOnlySpan<int> values) =>
        From(name, DType.I32, shape, values);

    /// <summary>Makes a tensor of signed 16-bit integers.</summary>
    /// <param name="name">The name; not empty.</param>
    /// <param name="shape">The extents, outermost first; copied.</param>
    /// <param name="values">The elements in row-major order; copied.</param>
    /// <exception cref="ArgumentException">The number of values does not fit the shape, or an extent is negative.</exception>
    public static Tensor FromInt16(string name, ReadOnlySpan<long> shape, ReadOnlySpan<short> values) =>
        From(name, DType.I16, shape, values);

    /// <summary>Makes a tensor of any type from its bytes.</summary>
    /// <param name="name">The name; not empty.</param>
    /// <param name="type">The element type.</param>
    /// <param name="shape">The extents, outermost first; copied.</param>
    /// <param name="data">The elements as little-endian bytes in row-major order; copied.</param>
    /// <exception cref="ArgumentException">The number of bytes does not fit the shape, or an extent is negative.</exception>
    public static Tensor FromBytes(string name, DType type, ReadOnlySpan<long> shape, ReadOnlySpan<byte> data)
    {
        int size = SizeOf(type);
        byte[] copy = Allocate(name, type, shape, data.Length % size == 0 ? data.Length / size : -1);
        data.CopyTo(copy);
        return new Tensor(name, type, shape.ToArray(), copy);
    }

    /// <summary>The elements as 32-bit floats; from 64-bit floats they are rounded.</summary>
    /// <exception cref="FormatException">The elements are not floats.</exception>
    public float[] ToFloat32()
    {
        if (Type is not (DType.F64 or DType.F32 or DType.F16 or DType.BF16))
        {
            throw WrongType("F32, F64, F16 or BF16");
        }

        var values = new float[_data.Length / SizeOf(Type)];
        CopyFloat32(values);
        return values;
    }

    /// <summary>The elements as 64-bit floats, exactly.</summary>
    /// <exception cref="FormatException">The elements are not floats.</exception>
    public double[] ToFloat64()
    {
        if (Type != DType.F64)
        {
            return Array.ConvertAll(ToFloat32(), value => (double)value);
        }

        return To<double>();
    }

    /// <summary>The elements of a signed integer type as 32-bit integers.</summary>
    /// <exception cref="FormatException">The elements are of another type, or one does not fit.</exception>
    public int[] ToInt32()
    {
        if (Type is not (DType.I64 or DType.I32 or DType.I16 or DType.I8))
        {
            throw WrongType("I64, I32, I16 or I8");
        }

        int size = SizeOf(Type);
        var values = new int[_data.Length / size];
        for (int i = 0; i < values.Length; i++)
        {
            ReadOnlySpan<byte> element = _data.AsSpan(i * size, size);
            long value = Type switch
            {
                DType.I64 => BinaryPrimitives.ReadInt64LittleEndian(element),
                DType.I32 => BinaryPrimitives.ReadInt32LittleEndian(element),
                DType.I16 => BinaryPrimitives.ReadInt16LittleEndian(element),
                _ => (sbyte)element[0],
            };
            values[i] = value is >= int.MinValue and <= int.MaxValue
                ? (int)value
                : throw new FormatException($"tensor {ModelFormatException.Quote(Name)}: entry {i}: {value} does not fit 32 bits");
        }

        return values;
    }

    /// <summary>The elements as unsigned 64-bit integers.</summary>
    /// <exception cref="FormatException">The elements are of another type.</exception>
    public ulong[] ToUInt64()
    {
        if (Type != DType.U64)
        {
            throw WrongType("U64");
        }

        return To<ulong>();
    }

    private T[] To<T>()
        where T : unmanaged
    {
        byte[] data = [.. _data];
        InMachineOrder(data, Type);
        return MemoryMarshal.Cast<byte, T>(data).ToArray();
    }

    private static void InMachineOrder(Span<byte> data, DType type)
    {
        for (int at = 0, size = SizeOf(type); !BitConverter.IsLittleEndian && at < data.Length; at += size)
        {
            data.Slice(at, size).Reverse();
        }
    }

    private static Tensor From<T>(string name, DType type, ReadOnlySpan<long> shape, ReadOnlySpan<T> values)
        where T : unmanaged
    {
        byte[] data = Allocate(name, type, shape, values.Length);
        MemoryMarshal.AsBytes(values).CopyTo(data);
        InMachineOrder(data, type);
        return new Tensor(name, type, shape.ToArray(), data);
    }

    /// <summary>The bytes of a tensor, or null where they are too many for 63 bits or an extent is negative.</summary>
    internal static long? ByteCount(DType type, ReadOnlySpan<long> shape)
    {
        Int128 count = SizeOf(type);
        foreach (long extent in shape)
        {
            // Below 2^63 on both sides, so the product fits 128 bits.
            count *= extent;
            if (extent < 0 || count > long.MaxValue)
            {
                return null;
            }
        }

        return (long)count;
    }

    /// <summary>Copies floats out; the caller has checked type and length.</summary>
    internal void CopyFloat32(Span<float> target)
    {
        int size = SizeOf(Type);
        for (int i = 0; i < target.Length; i++)
        {
            ReadOnlySpan<byte> element = _data.AsSpan(i * size, size);
            target[i] = Type switch
            {
                DType.F64 => (float)BinaryPrimitives.ReadDoubleLittleEndian(element),
                DType.F32 => BinaryPrimitives.ReadSingleLittleEndian(element),
                DType.F16 => (float)BinaryPrimitives.ReadHalfLittleEndian(element),
                _ => BitConverter.UInt32BitsToSingle((uint)BinaryPrimitives.ReadUInt16LittleEndian(element) << 16),
            };
        }
    }

    private static byte[] Allocate(string name, DType type, ReadOnlySpan<long> shape, int count)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        int size = SizeOf(type);
        return count >= 0 && ByteCount(type, shape) == (long)count * size
            ? new byte[checked(count * size)]
            : throw new ArgumentException(
                $"Tensor {ModelFormatException.Quote(name)}: the values do not fit shape {ModelFormatException.Quote(shape)}.",
                nameof(shape));
    }

    private FormatException WrongType(string expected) => new(
        $"tensor {ModelFormatException.Quote(Name)}: field 'dtype': expected {expected}, found {SafetensorsHeader.NameOf(Type)}");
}
