using TinyRecursion.Onnx.Format;
using Xunit;

namespace TinyRecursion.Onnx.Tests.Reading;

/// <summary>What operators make of small inputs, by hand.</summary>
public sealed class OperatorTests
{
    [Theory]
    [InlineData("Abs", new float[] { 2, 1, 0, 3 })]
    [InlineData("Relu", new float[] { 0, 1, 0, 3 })]
    [InlineData("Neg", new float[] { 2, -1, 0, -3 })]
    [InlineData("Identity", new float[] { -2, 1, 0, 3 })]
    [InlineData("Transpose", new float[] { -2, 0, 1, 3 })]
    [InlineData("ReduceMax", new float[] { 3 })]
    [InlineData("ReduceMin", new float[] { -2 })]
    [InlineData("ReduceSum", new float[] { 2 })]
    [InlineData("ReduceSumSquare", new float[] { 14 })]
    public void One_input(string operation, float[] expected) =>
        Assert.Equal(expected, new Network().Input("x", 2, 2).Output("y").Node(operation, "x", "y").Run(-2, 1, 0, 3));

    [Theory]
    [InlineData("Add", new float[] { 8, 11, 10, 13 })]
    [InlineData("Sub", new float[] { -12, -9, -10, -7 })]
    [InlineData("Mul", new float[] { -20, 10, 0, 30 })]
    [InlineData("Max", new float[] { 10, 10, 10, 10 })]
    [InlineData("Min", new float[] { -2, 1, 0, 3 })]
    public void Two_inputs_are_broadcast(string operation, float[] expected)
    {
        Assert.Equal(expected, new Network().Input("x", 2, 2).Input("z", 1).Output("y").Node(operation, "x z", "y").Run(-2, 1, 0, 3, 10));
        Assert.Equal(expected, new Network().Input("x", 2, 2).Constant("z", [1], 10).Output("y").Node(operation, "x z", "y").Run(-2, 1, 0, 3));
    }

    [Fact]
    public void A_product_of_two_inputs_and_one_of_known_numbers_agree()
    {
        Assert.Equal([19, 22, 43, 50], new Network().Input("a", 2, 2).Input("b", 2, 2).Output("y").Node("MatMul", "a b", "y").Run(1, 2, 3, 4, 5, 6, 7, 8));
        Assert.Equal([19, 22, 43, 50], new Network().Input("a", 2, 2).Constant("b", [2, 2], 5, 6, 7, 8).Output("y").Node("MatMul", "a b", "y").Run(1, 2, 3, 4));
        Assert.Equal([19, 22, 43, 50], new Network().Input("b", 2, 2).Constant("a", [2, 2], 1, 2, 3, 4).Output("y").Node("MatMul", "a b", "y").Run(5, 6, 7, 8));
    }

    [Fact]
    public void Leaky_units_keep_a_part_of_what_is_below_zero() =>
        Assert.Equal([-0.5f, 2], new Network().Input("x", 2).Output("y").Node("LeakyRelu", "x", "y", AttributeProto.Of("alpha", 0.25f)).Run(-2, 2));
}
