using TinyRecursion.Execution;

namespace TinyRecursion.Assurance.Audits.Fast;

/// <summary>
/// A vector of field elements that sums of 32 bits are multiplied with: each element in three limbs of 21 bits, of which products with
/// sums can be added up hundreds of times in 64 bits. Zeros to begin with.
/// </summary>
internal sealed unsafe class FieldLimbs
{
    /// <summary>Limbs of an element.</summary>
    public const int Count = 3;

    /// <summary>Bits of a limb.</summary>
    public const int Bits = 21;

    /// <summary>Elements side by side: for each limb first the four of even places, then the four of odd ones, in 64 bits each.</summary>
    public const int Block = 8;

    private const int Lanes = Block / 2;
    private const int BlockLength = Count * 2 * Lanes * 2;

    private readonly PinnedArray<int> _limbs;

    /// <summary>Makes room for elements.</summary>
    /// <param name="length">How many, rounded up to what values are padded to.</param>
    public FieldLimbs(int length)
    {
        Length = Padding.Stride(length);
        _limbs = new PinnedArray<int>(Length / Block * BlockLength);
    }

    /// <summary>The number of elements, padding included.</summary>
    public int Length { get; }

    /// <summary>The first block; blocks of <see cref="Block"/> elements follow each other.</summary>
    public int* Start => _limbs.Start;

    /// <summary>Where a limb of an element lies.</summary>
    public static int PlaceOf(int index, int limb) =>
        (index / Block * BlockLength) + (((limb * 2) + (index % 2)) * Lanes * 2) + (index % Block / 2 * 2);

    /// <summary>Sets an element.</summary>
    /// <param name="index">Its place.</param>
    /// <param name="element">A canonical element.</param>
    public void Set(int index, ulong element)
    {
        for (int limb = 0; limb < Count; limb++)
        {
            Start[PlaceOf(index, limb)] = (int)(element >> (limb * Bits)) & ((1 << Bits) - 1);
        }
    }
}
