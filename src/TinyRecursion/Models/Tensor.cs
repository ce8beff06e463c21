using System.Buffers.Binary;

namespace TinyRecursion.Models;

/// <summary>A named tensor of a safetensors file, its elements as little-endian bytes in row-major order.</summary>
public sealed class Tensor
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
    public string ShapeText => $"[{string.Join(", ", _shape)}]";

    /// <summary>Bytes of one element.</summary>
    public static int SizeOf(DType type) => type switch
    {
        DType.F64 or DType.I64 or DType.U64 => 8,
        DType.F32 or DType.I32 or DType.U32 => 4,
        DType.F16 or DType.BF16 or DType.I16 or DType.U16 => 2,
        _ => 1,
    };

    /// <summary>Makes a tensor of 32-bit floats.</summary>
    /// <exception cref="ArgumentException">The number of values does not fit the shape.</exception>
    public static Tensor FromFloat32(string name, long[] shape, ReadOnlySpan<float> values)
    {
        RequireCount(shape, values.Length);
        var data = new byte[values.Length * sizeof(float)];
        for (int i = 0; i < values.Length; i++)
        {
            BinaryPrimitives.WriteSingleLittleEndian(data.AsSpan(i * sizeof(float)), values[i]);
        }

        return new Tensor(name, DType.F32, shape, data);
    }

    /// <summary>Makes a tensor of unsigned 64-bit integers.</summary>
    /// <exception cref="ArgumentException">The number of values does not fit the shape.</exception>
    public static Tensor FromUInt64(string name, long[] shape, ReadOnlySpan<ulong> values)
    {
        RequireCount(shape, values.Length);
        var data = new byte[values.Length * sizeof(ulong)];
        for (int i = 0; i < values.Length; i++)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(data.AsSpan(i * sizeof(ulong)), values[i]);
        }

        return new Tensor(name, DType.U64, shape, data);
    }

    /// <summary>The elements as 32-bit floats; from 64-bit floats they are rounded.</summary>
    /// <exception cref="FormatException">The elements are not floats.</exception>
    public float[] ToFloat32()
    {
        int size = SizeOf(Type);
        if (Type is not (DType.F64 or DType.F32 or DType.F16 or DType.BF16))
        {
            throw new FormatException($"tensor '{Name}': has dtype {Type}, expected floats");
        }

        var values = new float[_data.Length / size];
        for (int i = 0; i < values.Length; i++)
        {
            ReadOnlySpan<byte> element = _data.AsSpan(i * size, size);
            values[i] = Type switch
            {
                DType.F64 => (float)BinaryPrimitives.ReadDoubleLittleEndian(element),
                DType.F32 => BinaryPrimitives.ReadSingleLittleEndian(element),
                DType.F16 => (float)BinaryPrimitives.ReadHalfLittleEndian(element),
                _ => BitConverter.UInt32BitsToSingle((uint)BinaryPrimitives.ReadUInt16LittleEndian(element) << 16),
            };
        }

        return values;
    }

    /// <summary>The elements as unsigned 64-bit integers.</summary>
    /// <exception cref="FormatException">The elements are of another type.</exception>
    public ulong[] ToUInt64()
    {
        if (Type != DType.U64)
        {
            throw new FormatException($"tensor '{Name}': has dtype {Type}, expected U64");
        }

        var values = new ulong[_data.Length / sizeof(ulong)];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = BinaryPrimitives.ReadUInt64LittleEndian(_data.AsSpan(i * sizeof(ulong)));
        }

        return values;
    }

    private static void RequireCount(long[] shape, int count)
    {
        ArgumentNullException.ThrowIfNull(shape);
        if (shape.Aggregate(1L, (product, extent) => product * extent) != count)
        {
            throw new ArgumentException($"{count} values for shape [{string.Join(", ", shape)}].", nameof(shape));
        }
    }
}
