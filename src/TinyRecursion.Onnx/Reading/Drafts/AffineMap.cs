using TinyRecursion.Onnx.Reading.Values;

namespace TinyRecursion.Onnx.Reading.Drafts;

/// <summary>Sums of elements times numbers, for each output one, put together into linear maps, one for each node that elements come from.</summary>
/// <param name="draft">The draft that receives them.</param>
/// <param name="width">The number of outputs.</param>
internal sealed class AffineMap(Draft draft, int width)
{
    private readonly SortedDictionary<int, float[]> _matrices = [];
    private float[]? _bias;
    private float[] _last = [];
    private int _lastNode = -1;

    /// <summary>Makes the maps of a value: of the nodes that its elements come from, or, where that would put numbers together with rounding, of one that holds them all.</summary>
    /// <param name="draft">The draft.</param>
    /// <param name="value">The value.</param>
    /// <param name="width">The number of outputs.</param>
    /// <param name="fill">Adds what there is of the elements, and says whether that was exact.</param>
    public static int Make(Draft draft, Value value, int width, Func<AffineMap, Element[], bool> fill)
    {
        var map = new AffineMap(draft, width);
        if (!fill(map, value.Elements))
        {
            map = new AffineMap(draft, width);
            Value whole = Value.OfNode(draft.Materialise(value), value.Dims, value.Count);
            if (!fill(map, whole.Elements))
            {
                throw new OnnxProblem("an element is added up with itself, with rounding");
            }
        }

        return map.Emit();
    }

    /// <summary>Adds an element times a number to an output.</summary>
    /// <param name="output">The output.</param>
    /// <param name="element">The element.</param>
    /// <param name="factor">The number.</param>
    /// <returns>Whether that is exact; after false the map is of no use, and the elements have to be made a node of their own first.</returns>
    public bool Add(int output, Element element, float factor)
    {
        if (factor == 0)
        {
            return true;
        }

        if (element.IsNumber)
        {
            _bias ??= new float[width];
            return Exact.Product(element.Number, factor, out float product) && Exact.Sum(_bias[output], product, out _bias[output]);
        }

        if (element.Node != _lastNode)
        {
            (_lastNode, _last) = (element.Node, Matrix(element.Node));
        }

        ref float entry = ref _last[((long)element.Entry * width) + output];
        return Exact.Sum(entry, factor, out entry);
    }

    /// <summary>Makes the maps, and a sum where there are several.</summary>
    public int Emit()
    {
        if (_matrices.Count == 0)
        {
            return draft.Constant(_bias ?? new float[width]);
        }

        var terms = new List<int>();
        foreach ((int node, float[] matrix) in _matrices)
        {
            terms.Add(draft.Linear(node, width, matrix, terms.Count == 0 ? _bias : null));
        }

        return draft.Sum(terms);
    }

    private float[] Matrix(int node)
    {
        if (!_matrices.TryGetValue(node, out float[]? matrix))
        {
            long entries = (long)draft.Width(node) * width;
            draft.Budget.Take(entries);
            _matrices[node] = matrix = new float[entries];
        }

        return matrix;
    }
}
