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
    public void Roots_are_the_largest_integers_whose_square_fits() =>
        Gen.OneOf(Gen.ULong[0, (1UL << 62) - 1], Gen.ULong[1, (1UL << 31) - 1].SelectMany(root => Gen.ULong[(root * root) - 1, (root * root) + 1])).Sample(value =>
        {
            UInt128 root = IntegerArithmetic.SquareRoot(value);
            return root * root <= value && value < (root + 1) * (root + 1);
        });

    [Fact]
    public void A_factor_over_a_root_has_fifteen_bits() =>
        Gen.Select(Gen.Int[1, (1 << 24) - 1], Gen.OneOf(Gen.Long[1, 100], Gen.Long[1, (1L << 60) - 1])).Sample((factor, squares) =>
        {
            (short multiplier, int shift) = IntegerArithmetic.InverseRoot(factor, squares);
            double exact = factor / Math.Sqrt(squares), found = Math.ScaleB(multiplier, -shift);
            return multiplier >= 1 << 14 && Math.Abs(found - exact) <= exact / (1 << 14);
        });

    [Fact]
    public void Cutting_keeps_what_fits()
    {
        Assert.Equal([-32768, -32768, 5, 32767], [.. ((long[])[-40000, -32768, 5, 1L << 50]).Select(IntegerArithmetic.Saturate16)]);
        Assert.Equal([-127, -127, 5, 127], [.. ((int[])[-128, -127, 5, 128]).Select(IntegerArithmetic.Saturate8)]);
    }
}
