using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace TinyRecursion.Assurance.Audits.Fast;

/// <summary>
/// Sums side by side in as few bits as all of them need: 16, 18, … 28, or 32. Eight sums take a whole number of bytes, the first sum in the
/// lowest bits.
/// </summary>
internal static unsafe class SumPacking
{
    /// <summary>The fewest bits of a sum.</summary>
    public const int LeastBits = 16;

    /// <summary>Sums that are packed together.</summary>
    public const int Group = 8;

    /// <summary>Bytes beyond packed sums that may be read, whatever they hold.</summary>
    public const int Spare = 16;

    private const int MostPackedBits = 28;
    private const int AllBits = 32;

    /// <summary>Whether sums may take so many bits.</summary>
    public static bool IsAllowed(int bits) => (bits is >= LeastBits and <= MostPackedBits && bits % 2 == 0) || bits == AllBits;

    /// <summary>The fewest bits that hold every one of some sums.</summary>
    public static int BitsOf(ReadOnlySpan<int> sums)
    {
        int used = 0;
        foreach (int sum in sums)
        {
            used |= sum ^ (sum >> 31);
        }

        // One bit for the sign, and whole pairs of bits.
        int bits = (AllBits - BitOperations.LeadingZeroCount((uint)used) + 2) & ~1;
        return bits > MostPackedBits ? AllBits : Math.Max(LeastBits, bits);
    }

    /// <summary>Packs sums.</summary>
    /// <param name="packed">Receives as many bits for each sum.</param>
    /// <param name="sums">The sums, a multiple of <see cref="Group"/>.</param>
    /// <param name="bits">What <see cref="BitsOf"/> says.</param>
    public static void Pack(Span<byte> packed, ReadOnlySpan<int> sums, int bits)
    {
        ulong waiting = 0;
        int count = 0, at = 0;
        foreach (int sum in sums)
        {
            waiting |= (ulong)((uint)sum & (uint.MaxValue >> (AllBits - bits))) << count;
            for (count += bits; count >= AllBits; count -= AllBits, waiting >>= AllBits, at += sizeof(uint))
            {
                BinaryPrimitives.WriteUInt32LittleEndian(packed[at..], (uint)waiting);
            }
        }

        // Groups of eight end with a byte, not with four.
        for (; count > 0; count -= 8, waiting >>= 8)
        {
            packed[at++] = (byte)waiting;
        }
    }

    /// <summary>Unpacks sums.</summary>
    /// <param name="sums">Receives them.</param>
    /// <param name="packed">What was packed, and <see cref="Spare"/> bytes more.</param>
    /// <param name="count">Their number, a multiple of <see cref="Group"/>.</param>
    /// <param name="bits">Bits of each.</param>
    /// <returns>Whether some of them need so many bits, as some must.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool Unpack(int* sums, byte* packed, int count, int bits)
    {
        int lost = AllBits - bits;
        if (!Avx2.IsSupported || bits == AllBits)
        {
            UnpackEach(sums, packed, count, bits);
            return BitsOf(new ReadOnlySpan<int>(sums, count)) == bits;
        }

        byte* places = stackalloc byte[2 * Spare];
        int* shifts = stackalloc int[Group];
        for (int i = 0; i < Group; i++)
        {
            int first = i % 4 * bits;
            shifts[i] = lost - (first & 7);
            for (int part = 0; part < sizeof(int); part++)
            {
                places[(i * sizeof(int)) + part] = (byte)((first >> 3) + part);
            }
        }

        Vector256<byte> place = Vector256.Load(places);
        Vector256<uint> shift = Vector256.Load(shifts).AsUInt32();
        Vector128<int> right = Vector128.CreateScalar(lost);
        Vector256<int> used = default;
        for (int i = 0; i < count; i += Group, packed += bits)
        {
            Vector256<byte> bytes = Vector256.Create(Vector128.Load(packed), Vector128.Load(packed + (bits / 2)));
            // The sign comes to the left end, whose two upper changes of bits show whether two bits fewer would do.
            Vector256<int> aligned = Avx2.ShiftLeftLogicalVariable(Avx2.Shuffle(bytes, place).AsInt32(), shift);
            used |= aligned ^ (aligned << 1);
            Avx2.ShiftRightArithmetic(aligned, right).Store(sums + i);
        }

        return bits == LeastBits || !Vector256.EqualsAll(used >>> (AllBits - 2), Vector256<int>.Zero);
    }

    /// <summary>The same one by one.</summary>
    private static void UnpackEach(int* sums, byte* packed, int count, int bits)
    {
        int lost = AllBits - bits;
        for (int i = 0; i < count; i++)
        {
            long at = (long)i * bits;
            ulong read = BinaryPrimitives.ReadUInt64LittleEndian(new ReadOnlySpan<byte>(packed + (at >> 3), sizeof(ulong)));
            sums[i] = (int)(uint)(read >> (int)(at & 7)) << lost >> lost;
        }
    }
}
