using TinyRecursion.Models;
using TinyRecursion.Onnx.Format;
using Xunit;

namespace TinyRecursion.Onnx.Tests.Reading;

/// <summary>Files that are refused, in one line that names the place.</summary>
public sealed class RefusalTests
{
    [Fact]
    public void Operators_that_rules_do_not_have_are_named_all_at_once() => Refused(
        One("x").Node("Sin", "x", "a").Node("Cos", "x", "b").Node("Sin", "b", "c").Node("Add", "a c", "y"),
        "operators that rules do not have: Cos (node 'cos1'); Sin (node 'sin0', 'sin2')");

    [Fact]
    public void A_cycle_is_refused() => Refused(
        One("x").Node("Add", "x b", "a").Node("Relu", "a", "b").Node("Relu", "b", "y"), "needs its own output");

    [Fact]
    public void A_shape_that_multiplies_too_far_is_refused_before_it_is_made() => Refused(
        One("x").Whole("shape", 100000, 100000, 3).Node("Expand", "x shape", "a").Node("ReduceSum", "a", "y"), "expected at most");

    [Fact]
    public void Raw_data_of_another_length_are_refused() => Refused(
        One("x").Constant(TensorProto.Of("w", [3], ElementType.Float, new byte[8])).Node("Add", "x w", "y"), "tensor 'w': expected 12 bytes of raw data for the shape [3], found 8");

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void Weights_that_are_not_finite_are_refused(float weight) => Refused(
        One("x").Constant("w", [3], 1, weight, 2).Node("Add", "x w", "y"), "tensor 'w': expected finite numbers, found something else at element 1");

    [Fact]
    public void An_attribute_that_is_not_read_is_named() => Refused(
        One("x").Node("Relu", "x", "y", AttributeProto.Of("slope", 1f)), "node 'relu0' (Relu): attribute 'slope' is not read");

    [Fact]
    public void A_value_that_nothing_makes_is_named() => Refused(One("x").Node("Relu", "z", "y"), "nothing makes 'z'");

    [Fact]
    public void An_output_without_a_name_is_refused() => Refused(new Network().Input("x", 1, 3).Output(string.Empty), "tensor '': nothing makes it");

    [Fact]
    public void A_division_that_would_round_is_refused() => Refused(One("x").Constant("c", [1], 3).Node("Div", "x c", "y"), "powers of two");

    private static Network One(string input) => new Network().Input(input, 1, 3).Output("y");

    private static void Refused(Network network, string problem)
    {
        string message = Assert.Throws<ModelFormatException>(network.Read).Message;
        Assert.StartsWith("test.onnx: ", message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', message);
        Assert.Contains(problem, message, StringComparison.Ordinal);
    }
}
