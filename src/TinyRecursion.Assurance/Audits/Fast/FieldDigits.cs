using TinyRecursion.Execution;

namespace TinyRecursion.Assurance.Audits.Fast;

/// <summary>
/// A vector of field elements that entries of 16 bits are multiplied with: each element in six digits of 11 and 10 bits by turns, with
/// signs, so that the products of 512 entries fit 32 bits. Zeros to begin with.
/// </summary>
internal sealed unsafe class FieldDigits
{
    /// <summary>Digits of an element.</summary>
    public const int Count = 6;

    /// <summary>Bits of the first digit of two; both make a limb.</summary>
    public const int LowBits = 11;

    /// <summary>Elements side by side: all of the first digit, all of the second, and so on.</summary>
    public const int Block = 16;

    /// <summary>The most entries whose products may be added up in 32 bits.</summary>
    public const int MostEntries = 512;

    private readonly PinnedArray<short> _digits;

    /// <summary>Makes room for elements.</summary>
    /// <param name="length">How many, rounded up to what values are padded to.</param>
    public FieldDigits(int length)
    {
        Length = Padding.Stride(length);
        _digits = new PinnedArray<short>(Length * Count);
    }

    /// <summary>The number of elements, padding included.</summary>
    public int Length { get; }

    /// <summary>The first block; blocks of <see cref="Block"/> elements follow each other.</summary>
    public short* Start => _digits.Start;

    /// <summary>Where a digit of an element lies.</summary>
    public static int PlaceOf(int index, int digit) => (index / Block * Block * Count) + (digit * Block) + (index % Block);

    /// <summary>Sets an element.</summary>
    /// <param name="index">Its place.</param>
    /// <param name="element">A canonical element.</param>
    public void Set(int index, ulong element)
    {
        var rest = (long)element;
        for (int digit = 0; digit < Count; digit++)
        {
            // The last digit keeps what is left, which is small.
            int bits = digit == Count - 1 ? 0 : LowBits - (digit % 2);
            long value = bits == 0 ? rest : rest & ((1 << bits) - 1);
            value -= bits > 0 && value > 1 << (bits - 1) ? 1 << bits : 0;
            Start[PlaceOf(index, digit)] = (short)value;
            rest = bits == 0 ? 0 : (rest - value) >> bits;
        }
    }
}
