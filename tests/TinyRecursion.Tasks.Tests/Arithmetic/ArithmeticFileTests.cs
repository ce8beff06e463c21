using TinyRecursion.Tasks.Arithmetic;
using Xunit;

namespace TinyRecursion.Tasks.Tests.Arithmetic;

public class ArithmeticFileTests
{
    [Fact]
    public void Lines_are_expressions_with_or_without_their_value()
    {
        List<ArithmeticInstance> examples = [.. ArithmeticFile.Read(new StringReader("\uFEFF# sums\r\n\r\n1 + 2 = 3\r\n4 * 5\n6-9 = -3"), "f")];

        Assert.Equal([3, 4, 5], examples.Select(example => example.Line));
        Assert.Equal(["1 + 2", "4 * 5", "6-9"], examples.Select(example => example.Text));
        Assert.Equal(["3", null, "-3"], examples.Select(example => example.Label?.ToString()));
    }

    [Theory]
    [InlineData("1 + 2\n3 ? 4", "f: line 2: column 3: expected an operation")]
    [InlineData("1 + 2 = x", "f: line 1: column 8: expected a number after '=', found 'x'")]
    [InlineData("1 + 2 =", "f: line 1: column 8: expected a number after '=', found ''")]
    [InlineData("# nothing\n", "f: holds no expression")]
    public void What_is_none_is_named_with_its_line(string text, string message) => Assert.StartsWith(
        message, Assert.Throws<InstanceFormatException>(() => ArithmeticFile.Read(new StringReader(text), "f").ToList()).Message, StringComparison.Ordinal);

    [Fact]
    public void Generated_expressions_depend_on_the_seed_alone_and_are_read_back()
    {
        foreach (ArithmeticOperation operation in Enum.GetValues<ArithmeticOperation>())
        {
            Expression.Operation made = ArithmeticGenerator.Generate(7, 3, 25, operation);
            string text = ArithmeticGenerator.ToText(made);

            Assert.Equal(text, ArithmeticGenerator.ToText(ArithmeticGenerator.Generate(7, 3, 25, operation)));
            Assert.NotEqual(text, ArithmeticGenerator.ToText(ArithmeticGenerator.Generate(7, 4, 25, operation)));
            Assert.Equal(made.Expected(), ExpressionParser.Parse(text, "t").Expected());
            Assert.Equal(25, ((Expression.Number)made.Left).Value.Digits.Length);
        }
    }
}
