using TinyRecursion.Onnx.Format;
using TinyRecursion.Onnx.Reading;

namespace TinyRecursion.Onnx.Tests.Reading;

/// <summary>Small ONNX files for tests, written by the messages of the format.</summary>
internal sealed class Network
{
    private readonly GraphProto _graph = new() { Name = "test" };

    /// <summary>The operator set.</summary>
    public long Opset { get; init; } = 13;

    /// <summary>The graph, to change it further.</summary>
    public GraphProto Graph => _graph;

    /// <summary>An input in single precision.</summary>
    public Network Input(string name, params DimensionProto[] shape) => Input(ElementType.Float, name, shape);

    /// <summary>An input of any type.</summary>
    public Network Input(ElementType type, string name, params DimensionProto[] shape)
    {
        _graph.Input.Add(ValueInfoProto.Of(name, type, shape));
        return this;
    }

    /// <summary>An output.</summary>
    public Network Output(string name)
    {
        _graph.Output.Add(ValueInfoProto.Of(name, ElementType.Float, "any"));
        return this;
    }

    /// <summary>A constant in single precision.</summary>
    public Network Constant(string name, long[] dims, params float[] numbers) => Constant(TensorProto.Of(name, dims, numbers));

    /// <summary>Constant whole numbers in a row.</summary>
    public Network Whole(string name, params long[] numbers) => Constant(TensorProto.Of(name, [numbers.Length], numbers));

    /// <summary>A constant.</summary>
    public Network Constant(TensorProto tensor)
    {
        _graph.Initializer.Add(tensor);
        return this;
    }

    /// <summary>A node with one output.</summary>
    /// <param name="operation">The operator.</param>
    /// <param name="inputs">Names, a blank between them; '-' for one that is not given.</param>
    /// <param name="output">The output's name.</param>
    /// <param name="attributes">The attributes.</param>
    public Network Node(string operation, string inputs, string output, params AttributeProto[] attributes)
    {
        var node = new NodeProto { OpType = operation, Name = operation.ToLowerInvariant() + _graph.Node.Count };
        node.Input.AddRange(inputs.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(name => name == "-" ? string.Empty : name));
        node.Output.AddRange(output.Split(' '));
        node.Attribute.AddRange(attributes);
        _graph.Node.Add(node);
        return this;
    }

    /// <summary>The file.</summary>
    public ReadOnlyMemory<byte> Bytes() => new ModelProto { IrVersion = 8, Graph = _graph, OpsetImport = { new OperatorSetIdProto { Version = Opset } } }.ToBytes();

    /// <summary>The network as it is read.</summary>
    public OnnxNetwork Read() => OnnxNetwork.Read(Bytes(), "test.onnx");

    /// <summary>What it makes of its inputs.</summary>
    public float[] Run(params float[] inputs) => Read().Run(inputs);
}
