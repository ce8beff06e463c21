using TinyRecursion.Models;
using TinyRecursion.Onnx.Format;
using TinyRecursion.Onnx.Reading.Drafts;
using TinyRecursion.Onnx.Reading.Operators;
using TinyRecursion.Onnx.Reading.Values;

namespace TinyRecursion.Onnx.Reading;

/// <summary>Reads the graph of a file: every value is worked out as far as it is known, and the rest becomes a draft of a rule.</summary>
internal sealed class NetworkReader
{
    private readonly GraphProto _graph;
    private readonly ElementBudget _budget;
    private readonly long _opset;
    private readonly Dictionary<string, Value> _values = new(StringComparer.Ordinal);
    private readonly Dictionary<string, TensorProto> _constants = new(StringComparer.Ordinal);
    private readonly List<OnnxTensor> _inputs = [];

    private readonly bool _rounds;

    private NetworkReader(GraphProto graph, long opset, ElementBudget budget, bool rounds) => (_graph, _opset, _budget, _rounds) = (graph, opset, budget, rounds);

    /// <summary>The draft, its inputs, and the values of the outputs with their names.</summary>
    /// <param name="Draft">The draft.</param>
    /// <param name="Inputs">The inputs, one after the other.</param>
    /// <param name="Outputs">The outputs.</param>
    public sealed record Result(Draft Draft, IReadOnlyList<OnnxTensor> Inputs, IReadOnlyList<(string Name, Value Value)> Outputs);

    /// <summary>Reads a file.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="name">Its name, for errors.</param>
    /// <param name="given">Values of inputs that are not to be inputs of the rule, by name.</param>
    /// <param name="rounds">Whether arithmetic of known numbers may round: with all inputs given the outputs are then values.</param>
    /// <exception cref="ModelFormatException">It is not read; the message names the node or tensor.</exception>
    public static Result Read(ReadOnlyMemory<byte> bytes, string name, IReadOnlyDictionary<string, TensorProto> given, bool rounds = false)
    {
        try
        {
            ModelProto model = ModelProto.Parse(bytes);
            GraphProto graph = model.Graph ?? throw new OnnxProblem("expected an ONNX model, found no graph");
            return new NetworkReader(graph, Opset(model), new ElementBudget(bytes.Length), rounds).Read(given);
        }
        catch (Exception error) when (error is OnnxProblem or InvalidDataException)
        {
            throw new ModelFormatException(name, error.Message, error);
        }
    }

    private static long Opset(ModelProto model)
    {
        // The oldest in which arithmetic broadcasts as it does today, and the newest that was looked at.
        const long Newest = 28;
        OperatorSetIdProto[] sets = [.. model.OpsetImport.Where(set => set.Domain is "" or "ai.onnx")];
        return sets is [{ Version: >= 1 and <= Newest } set]
            ? set.Version
            : throw new OnnxProblem(sets.Length == 1 ? $"expected an operator set from 1 to {Newest}, found {sets[0].Version}" : $"expected one operator set of ONNX, found {sets.Length}");
    }

    private Result Read(IReadOnlyDictionary<string, TensorProto> given)
    {
        SiluPattern.Replace(_graph);
        ReadConstants(given);
        int width = ReadInputs();
        var draft = new Draft(width, _budget, _rounds);
        foreach (OnnxTensor input in _inputs)
        {
            _budget.Take(input.Count);
            _values.Add(input.Name, Value.Of([.. input.Shape], [.. Enumerable.Range(input.Offset, input.Count).Select(entry => new Element(Draft.Source, entry))]));
        }

        var known = new HashSet<string>(_constants.Keys.Concat(_values.Keys), StringComparer.Ordinal);
        foreach (NodeProto node in NodeOrder.Of(_graph, known))
        {
            At(NodeOrder.Place(node), () => Read(node, draft));
        }

        if (_graph.Output.Count == 0)
        {
            throw new OnnxProblem("expected outputs, found none");
        }

        return new Result(draft, _inputs, [.. _graph.Output.Select(output => (output.Name, Find(output.Name)))]);
    }

    private void ReadConstants(IReadOnlyDictionary<string, TensorProto> given)
    {
        if (_graph.SparseInitializerCount > 0)
        {
            throw new OnnxProblem("sparse initializers are not read");
        }

        foreach (TensorProto tensor in _graph.Initializer)
        {
            if (tensor.Name.Length == 0 || !_constants.TryAdd(tensor.Name, tensor))
            {
                throw new OnnxProblem(tensor.Name.Length == 0 ? "an initializer has no name" : $"initializer {ModelFormatException.Quote(tensor.Name)}: is there twice");
            }
        }

        foreach ((string input, TensorProto tensor) in given)
        {
            _constants.Remove(input);
            _values[input] = TensorDecoder.Decode(tensor, _budget, finite: false);
        }
    }

    // Before version 4 of the format constants are listed among the inputs; they are none.
    private int ReadInputs()
    {
        int width = 0;
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (ValueInfoProto input in _graph.Input)
        {
            string place = $"input {ModelFormatException.Quote(input.Name)}";
            if (input.Name.Length == 0 || !names.Add(input.Name))
            {
                throw new OnnxProblem(input.Name.Length == 0 ? "an input has no name" : $"{place}: is there twice");
            }

            if (!_constants.ContainsKey(input.Name) && !_values.ContainsKey(input.Name))
            {
                At(place, () => _inputs.Add(Input(input, width)));
                width = checked(width + _inputs[^1].Count);
            }
        }

        return width > 0 || _inputs.Count == 0 ? width : throw new OnnxProblem("expected inputs with elements, found none");
    }

    private static OnnxTensor Input(ValueInfoProto input, int offset)
    {
        if (input.IsOther || input.Shape is null || input.ElementType != ElementType.Float)
        {
            throw new OnnxProblem(
                input.IsOther ? "expected a tensor" : input.Shape is null ? "expected a shape, found none"
                : $"expected elements of type float, found {Value.Name(input.ElementType)}");
        }

        var dims = new long[input.Shape.Count];
        for (int axis = 0; axis < dims.Length; axis++)
        {
            // The first axis is the batch: a rule answers one.
            dims[axis] = input.Shape[axis].Value ?? (axis == 0 ? 1 : throw new OnnxProblem($"expected a size of axis {axis + 1}, found {(input.Shape[axis].Name is { Length: > 0 } name ? ModelFormatException.Quote(name) : "none")}"));
        }

        if (dims is [<= 0, ..] && input.Shape[0].Value is 0 or -1)
        {
            dims[0] = 1;
        }

        int[] sizes = ElementBudget.Dims(dims);
        return new OnnxTensor(input.Name, sizes, offset, ElementBudget.Count(sizes));
    }

    private void Read(NodeProto node, Draft draft)
    {
        Value?[] inputs = [.. node.Input.Select(input => input.Length == 0 ? null : Find(input))];
        Value[] outputs = OperatorTable.Read(node.OpType, new NodeContext(node, inputs, _opset, draft));
        if (node.Output.Count > outputs.Length)
        {
            throw new OnnxProblem($"expected at most {outputs.Length} outputs, found {node.Output.Count}");
        }

        for (int i = 0; i < node.Output.Count; i++)
        {
            if (node.Output[i].Length > 0)
            {
                _values.Add(node.Output[i], outputs[i]);
            }
        }
    }

    private Value Find(string name)
    {
        if (!_values.TryGetValue(name, out Value? value))
        {
            At($"tensor {ModelFormatException.Quote(name)}", () => _values[name] = TensorDecoder.Decode(
                _constants.TryGetValue(name, out TensorProto? tensor) ? tensor : throw new OnnxProblem("nothing makes it"), _budget));
            value = _values[name];
        }

        return value;
    }

    private static void At(string place, Action action)
    {
        try
        {
            action();
        }
        catch (OnnxProblem problem)
        {
            throw new OnnxProblem($"{place}: {problem.Message}");
        }
        catch (OverflowException)
        {
            throw new OnnxProblem($"{place}: sizes that multiply too far");
        }
    }
}
