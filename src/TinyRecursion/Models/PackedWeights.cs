namespace TinyRecursion.Models;

/// <summary>Weights of few bits side by side in bytes, the first in the lowest bits, in two's complement.</summary>
internal static class PackedWeights
{
    /// <summary>Bytes of some weights.</summary>
    /// <param name="count">Their number.</param>
    /// <param name="bits">Bits of each: 2, 4 or 8.</param>
    /// <exception cref="ArgumentException">There are other than 2, 4 or 8 bits.</exception>
    public static int LengthOf(int count, int bits) => bits is 2 or 4 or 8
        ? (int)((((long)count * bits) + 7) / 8)
        : throw new ArgumentException($"Weights of {bits} bits, expected 2, 4 or 8.");

    /// <summary>Packs weights.</summary>
    public static byte[] Pack(ReadOnlySpan<sbyte> weights, int bits)
    {
        var packed = new byte[LengthOf(weights.Length, bits)];
        for (int i = 0; i < weights.Length; i++)
        {
            int at = i * bits;
            packed[at / 8] |= (byte)((weights[i] & ((1 << bits) - 1)) << (at % 8));
        }

        return packed;
    }

    /// <summary>Unpacks weights.</summary>
    public static sbyte[] Unpack(ReadOnlySpan<byte> packed, int bits, int count)
    {
        var weights = new sbyte[count];
        for (int i = 0; i < count; i++)
        {
            int at = i * bits;
            weights[i] = (sbyte)((sbyte)(packed[at / 8] << (8 - bits - (at % 8))) >> (8 - bits));
        }

        return weights;
    }
}
