using System.Text;
using TinyRecursion.Onnx.Format;
using TinyRecursion.Onnx.Reading.Drafts;
using TinyRecursion.Onnx.Reading.Values;

namespace TinyRecursion.Onnx.Reading.Operators;

/// <summary>A node while it is read: its inputs and attributes, and where its operations go. Attributes that nobody asks for are refused.</summary>
/// <param name="node">The node.</param>
/// <param name="inputs">Its inputs; null for optional ones that are not given.</param>
/// <param name="opset">The version of the operator set.</param>
/// <param name="draft">The graph to be.</param>
internal sealed class NodeContext(NodeProto node, Value?[] inputs, long opset, Draft draft)
{
    private readonly HashSet<string> _asked = [];

    /// <summary>The version of the operator set.</summary>
    public long Opset => opset;

    /// <summary>The graph to be.</summary>
    public Draft Draft => draft;

    /// <summary>The number of inputs, given or not.</summary>
    public int InputCount => inputs.Length;

    /// <summary>The number of outputs that are asked for.</summary>
    public int OutputCount => node.Output.Count;

    /// <summary>An input that has to be there.</summary>
    public Value Input(int place) => Optional(place) ?? throw new OnnxProblem($"expected input {place + 1}, found none");

    /// <summary>An input; null where it is not given.</summary>
    public Value? Optional(int place) => place < inputs.Length ? inputs[place] : null;

    /// <summary>All inputs, which have to be there.</summary>
    public Value[] Inputs() => inputs.Length > 0 ? [.. Enumerable.Range(0, inputs.Length).Select(Input)] : throw new OnnxProblem("expected inputs, found none");

    /// <summary>Whole numbers that an input holds; null where it is not given.</summary>
    public long[]? Integers(int place)
    {
        try
        {
            return Optional(place)?.Integers;
        }
        catch (OnnxProblem problem)
        {
            throw new OnnxProblem($"input {place + 1}: {problem.Message}");
        }
    }

    /// <summary>An attribute with a whole number.</summary>
    public long Int(string name, long otherwise) => Attribute(name, AttributeKind.Int)?.I ?? otherwise;

    /// <summary>An attribute with a whole number that has to be there.</summary>
    public long Int(string name) => (Attribute(name, AttributeKind.Int) ?? throw Missing(name)).I;

    /// <summary>An attribute with a number.</summary>
    public float Float(string name, float otherwise)
    {
        float value = Attribute(name, AttributeKind.Float)?.F ?? otherwise;
        return float.IsFinite(value) ? value : throw new OnnxProblem($"attribute '{name}': expected a finite number, found {value}");
    }

    /// <summary>An attribute with whole numbers; null where it is not there.</summary>
    public long[]? Ints(string name) => Attribute(name, AttributeKind.Ints)?.Ints.ToArray();

    /// <summary>An attribute with numbers; null where it is not there.</summary>
    public float[]? Floats(string name) => Attribute(name, AttributeKind.Floats)?.Floats.ToArray();

    /// <summary>An attribute with text.</summary>
    public string Text(string name, string otherwise) => Attribute(name, AttributeKind.String) is { } found ? Encoding.UTF8.GetString(found.S.Span) : otherwise;

    /// <summary>An attribute with a tensor; null where it is not there.</summary>
    public Value? Tensor(string name) => Attribute(name, AttributeKind.Tensor) is { } found
        ? TensorDecoder.Decode(found.T ?? throw Missing(name), draft.Budget)
        : null;

    /// <summary>Whether an attribute is there.</summary>
    public bool Has(string name) => node.Attribute.Exists(attribute => attribute.Name == name);

    /// <summary>Passes over an attribute that changes nothing here.</summary>
    public void Ignore(string name) => _asked.Add(name);

    /// <summary>Refuses attributes that nobody asked for.</summary>
    public void RequireAllAsked()
    {
        if (node.Attribute.Find(attribute => !_asked.Contains(attribute.Name)) is { } other)
        {
            throw new OnnxProblem($"attribute {Models.ModelFormatException.Quote(other.Name)} is not read");
        }
    }

    /// <summary>An axis that may be counted from the end.</summary>
    /// <param name="axis">The axis.</param>
    /// <param name="rank">The number of axes.</param>
    /// <exception cref="OnnxProblem">There is no such axis.</exception>
    public static int Axis(long axis, int rank) => axis >= -rank && axis < rank
        ? (int)(axis < 0 ? axis + rank : axis)
        : throw new OnnxProblem($"expected an axis from {-rank} to {rank - 1}, found {axis}");

    /// <summary>A place along each axis for every element of a shape, as places in another array; the elements are taken from the budget.</summary>
    /// <param name="dims">The shape.</param>
    /// <param name="offset">The place of the first element.</param>
    /// <param name="strides">How far apart the neighbours along each axis are; 0 repeats.</param>
    public int[] Strided(int[] dims, int offset, int[] strides)
    {
        var map = new int[draft.Budget.Take(dims)];
        var index = new int[dims.Length];
        for (int i = 0, place = offset; i < map.Length; i++)
        {
            map[i] = place;
            for (int axis = dims.Length - 1; axis >= 0; axis--)
            {
                place += strides[axis];
                if (++index[axis] < dims[axis])
                {
                    break;
                }

                place -= strides[axis] * dims[axis];
                index[axis] = 0;
            }
        }

        return map;
    }

    /// <summary>How far apart neighbours along each axis of an array are.</summary>
    public static int[] Strides(int[] dims)
    {
        var strides = new int[dims.Length];
        for (int axis = dims.Length - 1, stride = 1; axis >= 0; stride *= dims[axis--])
        {
            strides[axis] = stride;
        }

        return strides;
    }

    /// <summary>A value repeated along axes of length 1 and new ones in front, as arithmetic does (ONNX, "Multidirectional broadcasting").</summary>
    public Value Broadcast(Value value, int[] dims)
    {
        if (value.Dims.AsSpan().SequenceEqual(dims))
        {
            return value;
        }

        int missing = dims.Length - value.Dims.Length;
        int[] own = Strides(value.Dims), strides = new int[dims.Length];
        for (int axis = 0; axis < value.Dims.Length; axis++)
        {
            strides[axis + missing] = value.Dims[axis] == 1 ? 0 : own[axis];
        }

        return value.Select(dims, Strided(dims, 0, strides));
    }

    /// <summary>The shape that shapes have together.</summary>
    /// <exception cref="OnnxProblem">They do not fit.</exception>
    public static int[] BroadcastDims(params IReadOnlyList<int[]> shapes)
    {
        int[] dims = new int[shapes.Max(shape => shape.Length)];
        Array.Fill(dims, 1);
        foreach (int[] shape in shapes)
        {
            for (int i = 1; i <= shape.Length; i++)
            {
                ref int size = ref dims[^i];
                if (size == 1)
                {
                    size = shape[^i];
                }
                else if (shape[^i] != size && shape[^i] != 1)
                {
                    throw new OnnxProblem($"the shapes {string.Join(" and ", shapes.Select(Shown))} do not fit");
                }
            }
        }

        return dims;
    }

    /// <summary>A shape for messages.</summary>
    public static string Shown(int[] dims) => $"[{string.Join(", ", dims)}]";

    /// <summary>All entries of a node of the draft.</summary>
    public Value Made(int made, int[] dims) => Value.OfNode(made, dims, draft.Width(made));

    /// <summary>A value as one that depends on the inputs, though it may be known.</summary>
    public Value AsVariable(Value value) => value.IsConstant ? Made(draft.Constant(value.Floats), value.Dims) : value;

    private AttributeProto? Attribute(string name, AttributeKind kind)
    {
        _asked.Add(name);
        AttributeProto? found = node.Attribute.Find(attribute => attribute.Name == name);
        return found is null || (found.Type == kind && found.RefAttrName.Length == 0) || (found.Type == AttributeKind.Undefined && found.RefAttrName.Length == 0)
            ? found
            : throw new OnnxProblem($"attribute '{name}': expected {kind.ToString().ToLowerInvariant()}, found {(found.RefAttrName.Length > 0 ? "a reference" : found.Type.ToString().ToLowerInvariant())}");
    }

    private static OnnxProblem Missing(string name) => new($"expected the attribute '{name}', found none");
}
