using TinyRecursion.Onnx.Format;
using TinyRecursion.Onnx.Reading;
using Xunit;

namespace TinyRecursion.Onnx.Tests.Reading;

/// <summary>Networks as rules: shapes of networks that are verified, and what the graph keeps of a file.</summary>
public sealed class OnnxNetworkTests
{
    [Fact]
    public void A_network_of_dense_layers_runs()
    {
        OnnxNetwork network = Dense().Read();

        Assert.Equal([("x", "1 2", 0, 2)], network.Inputs.Select(Flat));
        Assert.Equal([("y", "1 1", 0, 1)], network.Outputs.Select(Flat));
        // relu(2 - 3 + 1) = 0, relu(4 + 9 - 1) = 12; 10 · 0 + 100 · 12 + 5.
        Assert.Equal([1205], network.Run([2, 3]));
    }

    [Fact]
    public void Numbers_of_the_file_stand_in_the_rule_as_they_are()
    {
        float[] numbers = [1, -1, 2, 3, 1, -1, 10, 100, 5];
        float[] parameters = Dense().Read().Parameters.ToArray();

        Assert.All(numbers, number => Assert.Contains(number, parameters));
        Assert.All(parameters, parameter => Assert.Contains(parameter, numbers.Concat([0, 1])));
    }

    [Fact]
    public void Constants_listed_among_the_inputs_are_no_inputs()
    {
        OnnxNetwork network = Dense().Input("a", 2, 2).Input("b", 2).Read();

        Assert.Equal(["x"], network.Inputs.Select(input => input.Name));
        Assert.Equal([1205], network.Run([2, 3]));
    }

    [Fact]
    public void Several_inputs_and_outputs_lie_one_after_the_other()
    {
        OnnxNetwork network = new Network().Input("x", 1, 2).Input("y", 1, 2).Output("sum").Output("product").Output("x")
            .Node("Add", "x y", "sum").Node("Mul", "x y", "product").Read();

        Assert.Equal([0, 2], network.Inputs.Select(input => input.Offset));
        Assert.Equal([0, 2, 4], network.Outputs.Select(output => output.Offset));
        Assert.Equal([5, 7, 6, 10, 2, 2], network.Run([2, 2, 3, 5]));
    }

    [Fact]
    public void Shapes_are_worked_out_from_the_batch()
    {
        Network network = new Network().Input("x", "batch", 4).Output("y").Whole("first", 0).Whole("two", 2, 2)
            .Node("Shape", "x", "shape").Node("Gather", "shape first", "batch", AttributeProto.Of("axis", 0L))
            .Node("Concat", "batch two", "target", AttributeProto.Of("axis", 0L))
            .Node("Reshape", "x target", "square").Node("Transpose", "square", "turned", AttributeProto.Of("perm", [0L, 2, 1]))
            .Node("Flatten", "turned", "y");

        Assert.Equal([1, 3, 2, 4], network.Run(1, 2, 3, 4));
    }

    [Fact]
    public void A_model_of_a_network_is_saved_and_runs_the_same()
    {
        OnnxNetwork network = Dense().Read();
        using var stream = new MemoryStream();
        network.ToModel(new Dictionary<string, string>()).Save(stream);
        stream.Position = 0;
        var model = Models.Model.Load(stream, "saved");

        Assert.True(model.Graph.IsSameAs(network.Graph));
        Assert.Equal(network.Parameters.ToArray(), model.Parameters.ToArray());
        Assert.Equal(("x [1, 2]", "y [1, 1]"), (model.Card["inputs"], model.Card["outputs"]));
    }

    private static (string Name, string Shape, int Offset, int Count) Flat(OnnxTensor tensor) => (tensor.Name, NodeShape(tensor.Shape), tensor.Offset, tensor.Count);

    private static string NodeShape(IReadOnlyList<int> shape) => string.Join(' ', shape);

    private static Network Dense() => new Network().Input("x", 1, 2).Output("y")
        .Constant("a", [2, 2], 1, 2, -1, 3).Constant("b", [2], 1, -1).Constant("c", [1, 2], 10, 100).Constant("d", [1], 5)
        .Node("MatMul", "x a", "h").Node("Add", "h b", "i").Node("Relu", "i", "j").Node("Gemm", "j c d", "y", AttributeProto.Of("transB", 1L));
}
