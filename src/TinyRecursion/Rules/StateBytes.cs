using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace TinyRecursion.Rules;

/// <summary>Numbers as bytes, the low byte first on every machine.</summary>
internal static class StateBytes
{
    /// <summary>Writes numbers of 16 bits.</summary>
    public static void Write(IBufferWriter<byte> output, ReadOnlySpan<short> values)
    {
        Span<byte> bytes = output.GetSpan(values.Length * sizeof(short))[..(values.Length * sizeof(short))];
        MemoryMarshal.AsBytes(values).CopyTo(bytes);
        if (!BitConverter.IsLittleEndian)
        {
            Span<short> written = MemoryMarshal.Cast<byte, short>(bytes);
            BinaryPrimitives.ReverseEndianness(written, written);
        }

        output.Advance(bytes.Length);
    }

    /// <summary>Writes numbers of 32 bits.</summary>
    public static void Write(IBufferWriter<byte> output, ReadOnlySpan<int> values)
    {
        Span<byte> bytes = output.GetSpan(values.Length * sizeof(int))[..(values.Length * sizeof(int))];
        MemoryMarshal.AsBytes(values).CopyTo(bytes);
        if (!BitConverter.IsLittleEndian)
        {
            Span<int> written = MemoryMarshal.Cast<byte, int>(bytes);
            BinaryPrimitives.ReverseEndianness(written, written);
        }

        output.Advance(bytes.Length);
    }

    /// <summary>Writes the bits of numbers in single precision.</summary>
    public static void Write(IBufferWriter<byte> output, ReadOnlySpan<float> values) => Write(output, MemoryMarshal.Cast<float, int>(values));

    /// <summary>Writes a number of 64 bits.</summary>
    public static void Write(IBufferWriter<byte> output, long value)
    {
        BinaryPrimitives.WriteInt64LittleEndian(output.GetSpan(sizeof(long)), value);
        output.Advance(sizeof(long));
    }
}
