using TinyRecursion.Onnx.Reading.Values;

namespace TinyRecursion.Onnx.Reading.Drafts;

/// <summary>
/// The graph to be, as a list of nodes over vectors; values are elements of them. Numbers of the file stand in it as they are: wherever two of them would have to be
/// multiplied or added with rounding, an operation does it when the network runs.
/// </summary>
/// <param name="inputWidth">The length of all inputs together.</param>
/// <param name="budget">What may be allocated.</param>
/// <param name="rounds">Whether arithmetic of known numbers may be done, with rounding, while the file is read: for values alone, never for rules.</param>
internal sealed class Draft(int inputWidth, ElementBudget budget, bool rounds = false)
{
    private readonly List<DraftNode> _nodes = [new DraftNode.Source(inputWidth)];

    /// <summary>The node of the inputs.</summary>
    public const int Source = 0;

    /// <summary>The nodes; each one's inputs come before it.</summary>
    public IReadOnlyList<DraftNode> Nodes => _nodes;

    /// <summary>What may be allocated.</summary>
    public ElementBudget Budget => budget;

    /// <summary>Whether arithmetic of known numbers may round.</summary>
    public bool Rounds => rounds;

    /// <summary>A node that holds the elements of a value.</summary>
    /// <exception cref="OnnxProblem">The value is empty.</exception>
    public int Materialise(Value value)
    {
        if (value.Count == 0)
        {
            throw new OnnxProblem("an empty value that depends on the inputs is not read");
        }

        if (value.IsConstant)
        {
            return Constant(value.Floats);
        }

        Element[] elements = value.Elements;
        if (Whole(elements) is { } node)
        {
            return node;
        }

        var map = new AffineMap(this, elements.Length);
        for (int i = 0; i < elements.Length; i++)
        {
            _ = map.Add(i, elements[i], 1);
        }

        return map.Emit();
    }

    /// <summary>The node whose entries these are, all of them in their order; null where there is none.</summary>
    public int? Whole(ReadOnlySpan<Element> elements)
    {
        int node = elements[0].Node;
        if (node < 0 || _nodes[node].Width != elements.Length)
        {
            return null;
        }

        for (int i = 0; i < elements.Length; i++)
        {
            if (elements[i] != new Element(node, i))
            {
                return null;
            }
        }

        return node;
    }

    /// <summary>Numbers.</summary>
    public int Constant(float[] numbers) => Append(new DraftNode.Constant(numbers));

    /// <summary>A linear map.</summary>
    public int Linear(int input, int width, float[] matrix, float[]? bias) => Append(new DraftNode.Linear(input, width, matrix, bias));

    /// <summary>A node and numbers; the node itself where they are zeros.</summary>
    public int Offset(int input, float[] numbers) =>
        Array.TrueForAll(numbers, number => number == 0) ? input : Append(new DraftNode.Offset(input, numbers));

    /// <summary>Rectified linear units.</summary>
    public int Relu(int input) => Append(new DraftNode.Relu(input, Width(input)));

    /// <summary>Sigmoid linear units.</summary>
    public int Silu(int input) => Append(new DraftNode.Silu(input, Width(input)));

    /// <summary>A node over its root mean square.</summary>
    public int RmsNorm(int input, float epsilon) => Append(new DraftNode.RmsNorm(input, Width(input), epsilon));

    /// <summary>A node times a number; the node itself for 1.</summary>
    public int Scale(int input, float factor) => factor == 1 ? input : Append(new DraftNode.Scale(input, Width(input), factor));

    /// <summary>A sum of nodes of one width.</summary>
    public int Sum(params IReadOnlyList<int> terms) => terms.Count == 1 ? terms[0] : Append(new DraftNode.Sum(terms, Width(terms[0])));

    /// <summary>An element-wise product of nodes of one width.</summary>
    public int Product(int left, int right) => Append(new DraftNode.Product(left, right, Width(left)));

    /// <summary>The length of a node's vector.</summary>
    public int Width(int node) => _nodes[node].Width;

    private int Append(DraftNode node)
    {
        budget.Take(node.Width);
        _nodes.Add(node);
        return _nodes.Count - 1;
    }
}
