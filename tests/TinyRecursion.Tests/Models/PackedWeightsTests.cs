using CsCheck;
using TinyRecursion.Models;
using Xunit;

namespace TinyRecursion.Tests.Models;

public class PackedWeightsTests
{
    [Fact]
    public void Weights_come_back_as_they_were() => Gen.Select(Gen.Int[1, 3], Gen.SByte.Array[0, 50]).Sample((power, drawn) =>
    {
        int bits = 1 << power, shift = 8 - bits;
        sbyte[] weights = Array.ConvertAll(drawn, weight => (sbyte)((sbyte)(weight << shift) >> shift));

        byte[] packed = PackedWeights.Pack(weights, bits);

        Assert.Equal(((weights.Length * bits) + 7) / 8, packed.Length);
        Assert.Equal(weights, PackedWeights.Unpack(packed, bits, weights.Length));
    });

    [Fact]
    public void The_first_weight_lies_in_the_lowest_bits()
    {
        Assert.Equal([0b11_00_01_11, 0b01], PackedWeights.Pack([-1, 1, 0, -1, 1], 2));
        Assert.Equal([0x7F, 0x09], PackedWeights.Pack([-1, 7, -7], 4));
    }
}
