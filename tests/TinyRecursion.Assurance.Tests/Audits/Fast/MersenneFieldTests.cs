using System.Numerics;
using CsCheck;
using TinyRecursion.Assurance.Audits.Fast;
using TinyRecursion.Execution;
using Xunit;

namespace TinyRecursion.Assurance.Tests.Audits.Fast;

/// <summary>The field and its kernels against whole numbers of any size.</summary>
public class MersenneFieldTests
{
    private static readonly BigInteger Prime = MersenneField.Prime;

    private static readonly Gen<ulong> Element = Gen.OneOf(
        Gen.ULong[0, MersenneField.Prime - 1], Gen.Const(MersenneField.Prime - 1), Gen.Const(0UL), Gen.Const(1UL << 60), Gen.ULong[0, 1 << 21]);

    private static readonly Gen<int> Sum = Gen.OneOf(Gen.Int, Gen.Const(int.MinValue), Gen.Const(int.MaxValue), Gen.Int[-1 << 24, 1 << 24]);

    private static readonly Gen<short> Entry = Gen.OneOf(Gen.Short, Gen.Const(short.MinValue), Gen.Const(short.MaxValue));

    [Fact]
    public void Elements_are_what_whole_numbers_leave() => Gen.Select(Element, Element).Sample((a, b) =>
        MersenneField.Add(a, b) == (a + (BigInteger)b) % Prime
        && MersenneField.Multiply(a, b) == a * (BigInteger)b % Prime
        && MersenneField.Add(a, MersenneField.Negate(a)) == 0
        && MersenneField.Negate(a) < MersenneField.Prime
        && Enumerable.Range(1, MersenneField.Bits - 1).All(bits => MersenneField.Shift(a, bits) == ((BigInteger)a << bits) % Prime));

    [Fact]
    public void Every_integer_is_a_canonical_element() => Gen.Select(Gen.Long, Gen.ULong).Sample((high, low) =>
    {
        Int128 value = ((Int128)(high >> 6) << 64) + low;
        return MersenneField.Of(value) == Left((BigInteger)value) && MersenneField.Of(high) == Left(high);
    });

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 0)]
    [InlineData(-1, 0)]
    [InlineData(1, 1)]
    [InlineData(-1, -1)]
    public void Multiples_of_the_prime_are_zero_and_nothing_near_them(int factor, int more) =>
        Assert.Equal(Left(more), MersenneField.Of(((Int128)MersenneField.Prime * factor) + more));

    [Fact]
    public unsafe void Kernels_add_what_whole_numbers_come_to()
    {
        Gen<(int Rows, int Columns)> sizes = Gen.Select(Gen.Int[1, 5], Gen.OneOf(Gen.Int[1, 70], Gen.Int[500, 1100]));
        Gen<(int Rows, int Columns, ulong[] Elements, int[] Sums, short[] Entries)> cases =
            from size in sizes
            let stride = Padding.Stride(size.Columns)
            from elements in Element.Array[stride]
            from sums in Sum.Array[size.Rows * stride]
            from entries in Entry.Array[size.Rows * stride]
            select (size.Rows, stride, elements, sums, entries);
        cases.Sample(
            drawn =>
            {
                var limbs = FreivaldsVectors.LimbsOf(drawn.Elements);
                var digits = new FieldDigits(drawn.Elements.Length);
                for (int i = 0; i < drawn.Elements.Length; i++)
                {
                    digits.Set(i, drawn.Elements[i]);
                }

                var kept = new PinnedArray<long>(drawn.Rows * MersenneKernels.RowLength);
                fixed (int* sums = drawn.Sums)
                fixed (short* entries = drawn.Entries)
                {
                    MersenneKernels.AddSums(kept.Start, sums, drawn.Columns, drawn.Rows, limbs, 0, drawn.Columns);
                    MersenneKernels.AddEntries(kept.Start, entries, drawn.Columns, drawn.Rows, digits);
                }

                for (int folds = 0; folds < 2; folds++)
                {
                    for (int row = 0; row < drawn.Rows; row++)
                    {
                        BigInteger expected = 0;
                        for (int j = 0; j < drawn.Columns; j++)
                        {
                            expected += drawn.Elements[j] * ((BigInteger)drawn.Sums[(row * drawn.Columns) + j] + drawn.Entries[(row * drawn.Columns) + j]);
                        }

                        Assert.Equal(Left(expected), MersenneKernels.Element(kept.Start + (row * MersenneKernels.RowLength)));
                    }

                    MersenneKernels.Fold(kept.Start, drawn.Rows);
                }

                GC.KeepAlive((kept, limbs, digits));
            },
            iter: 60);
    }

    [Theory]
    [InlineData(int.MinValue)]
    [InlineData(int.MaxValue)]
    public unsafe void As_much_as_may_be_added_does_not_overflow(int sum)
    {
        const int Columns = MersenneKernels.MostBlocks * FieldLimbs.Block;
        ulong element = MersenneField.Prime - 1;
        FieldLimbs limbs = FreivaldsVectors.LimbsOf([.. Enumerable.Repeat(element, Columns)]);
        var kept = new PinnedArray<long>(MersenneKernels.RowLength);
        int[] sums = [.. Enumerable.Repeat(sum, Columns)];
        fixed (int* at = sums)
        {
            MersenneKernels.AddSums(kept.Start, at, Columns, 1, limbs, 0, Columns);
        }

        Assert.Equal(Left(element * (BigInteger)sum * Columns), MersenneKernels.Element(kept.Start));
        GC.KeepAlive((kept, limbs));
    }

    [Fact]
    public void Digits_and_limbs_make_the_element() => Element.Sample(element =>
    {
        var limbs = new FieldLimbs(16);
        var digits = new FieldDigits(16);
        limbs.Set(9, element);
        digits.Set(9, element);
        BigInteger fromLimbs = 0, fromDigits = 0;
        unsafe
        {
            for (int limb = 0; limb < FieldLimbs.Count; limb++)
            {
                fromLimbs += (BigInteger)limbs.Start[FieldLimbs.PlaceOf(9, limb)] << (limb * FieldLimbs.Bits);
            }

            for (int digit = 0; digit < FieldDigits.Count; digit++)
            {
                short value = digits.Start[FieldDigits.PlaceOf(9, digit)];
                Assert.InRange(value, -1023, 1024);
                fromDigits += (BigInteger)value << ((digit / 2 * FieldLimbs.Bits) + (digit % 2 * FieldDigits.LowBits));
            }
        }

        return fromLimbs == element && fromDigits == element;
    });

    private static ulong Left(BigInteger value) => (ulong)(((value % Prime) + Prime) % Prime);
}
