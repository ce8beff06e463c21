using CsCheck;
using TinyRecursion.Assurance.Audits.Fast;
using Xunit;

namespace TinyRecursion.Assurance.Tests.Audits.Fast;

/// <summary>Sums come back as they were packed, in as few bits as they need.</summary>
public class SumPackingTests
{
    [Fact]
    public void Any_sums_come_back() =>
        (from bits in Gen.Int[1, 32]
         from groups in Gen.Int[1, 6]
         from sums in Gen.Int.Array[groups * SumPacking.Group]
         select (bits, sums)).Sample(drawn =>
        {
            int[] sums = [.. drawn.sums.Select(sum => sum >> (32 - drawn.bits))];
            int bits = SumPacking.BitsOf(sums);

            Assert.True(SumPacking.IsAllowed(bits));
            Assert.True(Array.TrueForAll(sums, sum => sum == sum << (32 - bits) >> (32 - bits)));
            Assert.Equal(sums, Unpacked(sums, bits, needed: true));
            foreach (int more in Enumerable.Range(bits + 1, 32 - bits).Where(SumPacking.IsAllowed))
            {
                Assert.Equal(sums, Unpacked(sums, more, needed: false));
            }
        });

    [Theory]
    [InlineData(0, 16)]
    [InlineData(-32768, 16)]
    [InlineData(32768, 18)]
    [InlineData(-32769, 18)]
    [InlineData((1 << 27) - 1, 28)]
    [InlineData(1 << 27, 32)]
    [InlineData(int.MinValue, 32)]
    public void The_bits_are_the_fewest(int sum, int bits) => Assert.Equal(bits, SumPacking.BitsOf([0, sum, 0]));

    [Fact]
    public void The_first_sum_takes_the_lowest_bits()
    {
        byte[] packed = new byte[18];

        SumPacking.Pack(packed, [1, 2, 0, 0, 0, 0, 0, -1], 18);

        Assert.Equal([1, 0, 8, 0], packed[..4]);
        Assert.Equal([0xc0, 0xff, 0xff], packed[15..]);
    }

    private static unsafe int[] Unpacked(int[] sums, int bits, bool needed)
    {
        byte[] packed = new byte[(sums.Length / SumPacking.Group * bits) + SumPacking.Spare];
        SumPacking.Pack(packed, sums, bits);
        var back = new int[sums.Length];
        fixed (byte* from = packed)
        fixed (int* to = back)
        {
            Assert.Equal(needed, SumPacking.Unpack(to, from, sums.Length, bits));
        }

        return back;
    }
}
