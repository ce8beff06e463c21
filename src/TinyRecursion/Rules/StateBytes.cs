using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace TinyRecursion.Rules;

/// <summary>Numbers as bytes, the low byte first on every machine.</summary>
internal static class StateBytes
{
    /// <summary>Numbers of 16 bits.</summary>
    /// <returns>Their own memory, or a copy where a machine has the high byte first.</returns>
    public static ReadOnlySpan<byte> Of(ReadOnlySpan<short> values)
    {
        if (BitConverter.IsLittleEndian)
        {
            return MemoryMarshal.AsBytes(values);
        }

        var turned = new short[values.Length];
        BinaryPrimitives.ReverseEndianness(values, turned);
        return MemoryMarshal.AsBytes(turned.AsSpan());
    }

    /// <summary>Numbers of 32 bits.</summary>
    /// <inheritdoc cref="Of(ReadOnlySpan{short})"/>
    public static ReadOnlySpan<byte> Of(ReadOnlySpan<int> values)
    {
        if (BitConverter.IsLittleEndian)
        {
            return MemoryMarshal.AsBytes(values);
        }

        var turned = new int[values.Length];
        BinaryPrimitives.ReverseEndianness(values, turned);
        return MemoryMarshal.AsBytes(turned.AsSpan());
    }

    /// <summary>The bits of numbers in single precision.</summary>
    /// <inheritdoc cref="Of(ReadOnlySpan{short})"/>
    public static ReadOnlySpan<byte> Of(ReadOnlySpan<float> values) => Of(MemoryMarshal.Cast<float, int>(values));

    /// <summary>Numbers of 64 bits, copied.</summary>
    public static ReadOnlySpan<byte> Of(params ReadOnlySpan<long> values)
    {
        var bytes = new byte[values.Length * sizeof(long)];
        for (int i = 0; i < values.Length; i++)
        {
            BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(i * sizeof(long)), values[i]);
        }

        return bytes;
    }
}
