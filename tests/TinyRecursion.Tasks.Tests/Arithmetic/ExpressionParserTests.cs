using System.Numerics;
using CsCheck;
using TinyRecursion.Tasks.Arithmetic;
using Xunit;

namespace TinyRecursion.Tasks.Tests.Arithmetic;

public class ExpressionParserTests
{
    [Theory]
    [InlineData("7", 7)]
    [InlineData(" 007 ", 7)]
    [InlineData("1+2*3", 7)]
    [InlineData("(1+2)*3", 9)]
    [InlineData("10-2-3", 5)]
    [InlineData("2*3*4-5*-6", 54)]
    [InlineData("--4", 4)]
    [InlineData("-(2 - 5) * +3", 9)]
    [InlineData("3\t-\r\n4", -1)]
    public void Expressions_mean_what_they_do_on_paper(string text, int value) =>
        Assert.Equal(value, ExpressionParser.Parse(text, "t").Expected());

    [Theory]
    [InlineData("", "t: column 1: expected a number, found the end")]
    [InlineData("12a + 3", "t: column 3: expected an operation (+ - *) or the end, found 'a'")]
    [InlineData("12 34", "t: column 4: expected an operation (+ - *) or the end, found '3'")]
    [InlineData("12 + ", "t: column 6: expected a number, found the end")]
    [InlineData("12 / 3", "t: column 4: expected an operation (+ - *) or the end, found '/'")]
    [InlineData("1.5 * 2", "t: column 2: expected an operation (+ - *) or the end, found '.'")]
    [InlineData("(1 + 2", "t: column 7: expected an operation (+ - *) or ')', found the end")]
    [InlineData("(1 + 2))", "t: column 8: expected an operation (+ - *) or the end, found ')'")]
    [InlineData("3 * x", "t: column 5: expected a number, found 'x'")]
    [InlineData("٣ + 1", "t: column 1: expected a number, found '٣'")]
    [InlineData("1 +\u001b[31m 2", "t: column 4: expected a number, found '\\u001b'")]
    public void A_stray_character_is_named_with_its_place(string text, string message) =>
        Assert.Equal(message, Assert.Throws<InstanceFormatException>(() => ExpressionParser.Parse(text, "t")).Message);

    [Fact]
    public void Depth_and_length_have_limits()
    {
        Assert.Throws<InstanceFormatException>(() => ExpressionParser.Parse(new string('(', 100_000), "t"));
        Assert.Throws<InstanceFormatException>(() => ExpressionParser.Parse(new string('-', 100_000) + "1", "t"));
        Assert.Throws<InstanceFormatException>(() => ExpressionParser.Parse("1" + string.Concat(Enumerable.Repeat("+1", 100_000)), "t"));
        Assert.Equal(1001, ExpressionParser.Parse("1" + string.Concat(Enumerable.Repeat("+1", 1000)), "t").Expected());
    }

    [Fact]
    public void Any_text_is_an_expression_or_refused_with_its_place() => Gen.String[Gen.Char["0123456789+-*() x\n"], 0, 30].Sample(text =>
    {
        try
        {
            ExpressionParser.Parse(text, "t").Expected();
        }
        catch (InstanceFormatException error)
        {
            Assert.Matches("^t: column [0-9]+: expected ", error.Message);
            Assert.DoesNotContain('\n', error.Message);
        }
    });

    [Fact]
    public void Numbers_come_back_as_they_were() => Gen.Select(Gen.Byte[0, 9].Array[0, 60], Gen.Bool).Sample((digits, negative) =>
    {
        var number = new DecimalNumber(digits, negative);

        Assert.Equal(number.ToBigInteger(), ExpressionParser.Parse(number.ToString(), "t").Expected());
        Assert.Equal(number.ToBigInteger().ToString(), number.ToString());
        Assert.Equal(number.IsNegative, number.ToBigInteger() < 0);
    });

    [Fact]
    public void Magnitudes_compare_like_numbers() => Gen.Select(Gen.Byte[0, 9].Array[0, 4], Gen.Byte[0, 9].Array[0, 4]).Sample((first, second) =>
    {
        DecimalNumber left = new(first, true), right = new(second, false);

        Assert.Equal(
            BigInteger.Abs(left.ToBigInteger()).CompareTo(right.ToBigInteger()), Math.Sign(DecimalNumber.CompareMagnitudes(left, right)));
    });

    [Fact]
    public void Digits_that_are_none_are_refused()
    {
        Assert.Throws<ArgumentException>(() => new DecimalNumber([3, 10], false));
        Assert.Throws<FormatException>(() => DecimalNumber.Parse(""));
        Assert.Contains("place 2", Assert.Throws<FormatException>(() => DecimalNumber.Parse("1x")).Message, StringComparison.Ordinal);
    }
}
