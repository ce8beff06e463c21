using System.Globalization;
using System.Numerics;
using CsCheck;
using TinyRecursion.Assurance.Properties;
using Xunit;

namespace TinyRecursion.Assurance.Tests.Properties;

/// <summary>Exact fractions.</summary>
public sealed class ExactNumberTests
{
    private static readonly Gen<ExactNumber> Numbers = Gen.Select(Gen.Int, Gen.Int[1, 1_000_000], (top, bottom) => new ExactNumber(top, bottom));

    [Fact]
    public void Arithmetic_follows_the_laws_of_a_field() => Gen.Select(Numbers, Numbers, Numbers).Sample((a, b, c) =>
    {
        Assert.Equal(a * (b + c), (a * b) + (a * c));
        Assert.Equal(a, a + b - b);
        Assert.Equal(a < b, b > a);
        Assert.Equal(b.Sign == 0 ? a : a / b * b, a);
    });

    [Fact]
    public void A_double_is_exact_and_the_nearest_on_both_sides_of_others() => Gen.Double[-1e9, 1e9].Sample(value =>
    {
        var number = ExactNumber.Of(value);
        Assert.Equal((value, value), (number.ToDoubleDown(), number.ToDoubleUp()));
        var above = number + new ExactNumber(1, BigInteger.Pow(10, 400));
        Assert.Equal((value, Math.BitIncrement(value)), (above.ToDoubleDown(), above.ToDoubleUp()));
        Assert.True(ExactNumber.TryParse(number.ToString(), out ExactNumber read));
        Assert.Equal(number, read);
    });

    [Theory]
    [InlineData("0.45", 45, 100)]
    [InlineData("-1e-06", -1, 1_000_000)]
    [InlineData("+2.50E2", 250, 1)]
    [InlineData(".5", 1, 2)]
    public void A_decimal_is_read_exactly(string text, int top, int bottom)
    {
        Assert.True(ExactNumber.TryParse(text, out ExactNumber number));
        Assert.Equal(new ExactNumber(top, bottom), number);
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("1e999")]
    [InlineData("1,5")]
    [InlineData("NaN")]
    [InlineData("0x10")]
    [InlineData("--1")]
    public void What_is_no_decimal_is_none(string text) => Assert.False(ExactNumber.TryParse(text, out _), text.ToString(CultureInfo.InvariantCulture));
}
