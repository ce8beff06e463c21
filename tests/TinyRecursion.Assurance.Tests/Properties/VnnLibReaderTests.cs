using CsCheck;
using TinyRecursion.Assurance.Properties;
using Xunit;

namespace TinyRecursion.Assurance.Tests.Properties;

/// <summary>Properties in VNN-LIB 1.0.</summary>
public sealed class VnnLibReaderTests
{
    private const string Declarations = "(declare-const X_0 Real)\n(declare-const X_1 Real)\n(declare-const Y_0 Real)\n(declare-const Y_1 Real)\n";
    private const string Box = "(assert (>= X_0 -1)) (assert (<= X_0 0.45)) (assert (and (>= X_1 0) (<= X_1 1e-1)))\n";

    [Fact]
    public void Bounds_make_a_box_and_the_rest_are_constraints()
    {
        PropertyCase own = Assert.Single(Read(Box + "(assert (<= Y_0 Y_1)) ; the first is least\n(assert (>= (+ (* 2 Y_1) X_0) 3.5))").Cases);

        Assert.Equal(["-1", "0"], own.Lower.Select(bound => bound.ToString()));
        Assert.Equal(["0.45", "0.1"], own.Upper.Select(bound => bound.ToString()));
        Assert.Equal(["2:1 3:-1 <= 0", "0:-1 3:-2 <= -3.5"], own.Constraints.Select(Text));
    }

    [Fact]
    public void Alternatives_of_boxes_and_outputs_are_multiplied_out()
    {
        NetworkProperty property = Read(
            "(assert (or (and (>= X_0 -1) (<= X_0 0)) (and (>= X_0 2) (<= X_0 3))))\n(assert (>= X_1 0)) (assert (<= X_1 1))\n"
            + "(assert (or (and (<= Y_0 1)) (<= Y_1 1) (> Y_0 5)))");

        Assert.Equal(6, property.Cases.Count);
        Assert.Equal(["-1", "-1", "-1", "2", "2", "2"], property.Cases.Select(own => own.Lower[0].ToString()));
        Assert.Equal("2:-1 < -5", Text(property.Cases[5].Constraints[0]));
    }

    [Theory]
    [InlineData("(assert (<= Z_0 1))", "line 6, column 13: expected a number or a variable that is declared before")]
    [InlineData("(assert (<= Y_2 1))", "line 6, column 13: expected a number or a variable that is declared before")]
    [InlineData("(assert (<= (* Y_0 Y_1) 1))", "line 6, column 20: a product of variables")]
    [InlineData("(assert (not (<= Y_0 1)))", "line 6, column 9: expected and, or, <=")]
    [InlineData("(assert (<= (<= Y_0 1) 1))", "line 6, column 13: expected a number, a variable, or (+ ...)")]
    [InlineData("(assert (= Y_0 1))", "an equation is not read")]
    [InlineData("(assert (<= 0 1))", "a comparison without a variable")]
    [InlineData("(assert (<= X_0 -2))", "line 6, column 9: the bounds of X_0 contradict each other: -1 is above -2")]
    [InlineData("(assert (<= Y_0 1)", "line 6, column 1: this ( is not closed")]
    [InlineData("(declare-const X_0 Real)", "X_0 is declared twice")]
    [InlineData("(declare-const X_3 Real)", "X_2 is not declared, and 3 variables X are")]
    [InlineData("(check-sat)", "expected (declare-const ...) or (assert ...)")]
    [InlineData("(vnnlib-version <2.0>)", "VNN-LIB 2.0 is not read")]
    public void What_the_format_does_not_have_is_refused_with_its_place(string statement, string message) =>
        Assert.Contains(message, Assert.Throws<FormatException>(() => Read(Box + statement)).Message, StringComparison.Ordinal);

    [Fact]
    public void An_input_without_a_bound_deep_nesting_and_too_many_cases_are_refused()
    {
        Assert.Contains("X_1 has no lower bound", Assert.Throws<FormatException>(() => Read("(assert (>= X_0 0)) (assert (<= X_0 1))")).Message, StringComparison.Ordinal);
        Assert.Contains("nested more than 64 deep", Assert.Throws<FormatException>(() => Read(new string('(', 100_000))).Message, StringComparison.Ordinal);
        string either = "(assert (or (<= Y_0 1) (<= Y_1 2)))\n";
        Assert.Contains("more than 10000 cases", Assert.Throws<FormatException>(() => Read(Box + string.Concat(Enumerable.Repeat(either, 20)))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Changed_bytes_are_read_or_refused() => Gen.Select(Gen.Int[0, 400], Gen.Char[' ', '~'], Gen.Int[0, 400], Gen.Char[' ', '~']).Sample(
        (at, letter, other, second) =>
        {
            char[] text = (Declarations + Box + "(assert (or (and (<= Y_0 Y_1) (>= X_0 0)) (<= (* 2 Y_1) -3)))").ToCharArray();
            (text[at % text.Length], text[other % text.Length]) = (letter, second);
            try
            {
                Assert.InRange(NetworkProperty.Read(new StringReader(new string(text)), "test").Cases.Count, 0, 10_000);
            }
            catch (FormatException error)
            {
                Assert.StartsWith("test: line ", error.Message, StringComparison.Ordinal);
            }
        }, iter: 20_000);

    private static NetworkProperty Read(string text) => NetworkProperty.Read(new StringReader(Declarations + text), "test");

    private static string Text(LinearConstraint own) => $"{string.Join(' ', own.Terms.Select(term => $"{term.Variable}:{term.Coefficient}"))} {(own.IsStrict ? "<" : "<=")} {own.Bound}";
}
