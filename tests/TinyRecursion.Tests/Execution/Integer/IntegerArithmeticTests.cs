using CsCheck;
using TinyRecursion.Execution.Integer;
using Xunit;

namespace TinyRecursion.Tests.Execution.Integer;

public class IntegerArithmeticTests
{
    [Theory]
    [InlineData(5, 1, 3)]
    [InlineData(-5, 1, -2)]
    [InlineData(6, 2, 2)]
    [InlineData(-6, 2, -1)]
    [InlineData(-7, 2, -2)]
    [InlineData(7, 0, 7)]
    [InlineData(-7, -3, -56)]
    [InlineData(1L << 45, 46, 1)]
    [InlineData(-(1L << 45), 46, 0)]
    public void Shifts_round_halves_upwards(long value, int bits, long expected) =>
        Assert.Equal(expected, IntegerArithmetic.Shift(value, bits));

    [Fact]
    public void A_multiplier_is_a_fraction_of_32768_and_halves_go_upwards() => Gen.Select(Gen.Short, Gen.Short[0, short.MaxValue]).Sample(
        (value, multiplier) => IntegerArithmetic.Multiply(value, multiplier)
            == (short)Math.Floor(((decimal)value * multiplier / 32768) + 0.5m));

    [Fact]
    public void One_over_a_root_has_fifteen_bits() => Gen.OneOf(Gen.Long[1, 1000], Gen.Long[1, (1L << 60) - 1]).Sample(value =>
    {
        (int multiplier, int shift) = IntegerArithmetic.InverseRoot(value);
        double exact = 1 / Math.Sqrt(value), found = Math.ScaleB(multiplier, -shift);
        return multiplier is >= 1 << 14 and < 1 << 15 && Math.Abs(found - exact) <= exact * 1.2e-4;
    });

    [Fact]
    public void Cutting_keeps_what_fits()
    {
        Assert.Equal([-32768, -32768, 5, 32767], [.. ((long[])[-40000, -32768, 5, 1L << 50]).Select(IntegerArithmetic.Saturate16)]);
        Assert.Equal([-127, -127, 5, 127], [.. ((int[])[-128, -127, 5, 128]).Select(IntegerArithmetic.Saturate8)]);
    }
}
