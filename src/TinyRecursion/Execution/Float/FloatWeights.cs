using TinyRecursion.Operations;
using TinyRecursion.Rules;

namespace TinyRecursion.Execution.Float;

/// <summary>
/// A rule's parameters laid out for execution: maps in panels for the matrix product, and transposed beside it; heads
/// transposed; tables and biases by rows. One instance serves any number of sessions on any number of threads, as
/// long as none runs during <see cref="Load(ReadOnlySpan{float})"/>.
/// </summary>
internal sealed unsafe class FloatWeights : IDisposable
{
    private const long Absent = -1;

    private readonly Arena<float> _arena = new();
    private readonly long[] _rows;
    private readonly long[] _packed;
    private readonly long[] _packedTransposed;
    private readonly long[] _transposed;

    /// <summary>Lays the parameters out.</summary>
    /// <param name="graph">The rule.</param>
    /// <param name="parameters">Its flat parameter vector, see <see cref="WeightShape.Offset"/>.</param>
    /// <exception cref="ArgumentException">The vector has another length.</exception>
    public FloatWeights(RuleGraph graph, ReadOnlySpan<float> parameters)
    {
        Graph = graph;
        int count = graph.Weights.Count;
        (_rows, _packed, _packedTransposed, _transposed) = (new long[count], new long[count], new long[count], new long[count]);
        bool[] mapped = new bool[count], head = new bool[count], byRows = new bool[count];
        for (int i = 0; i < graph.Nodes.Count; i++)
        {
            foreach (WeightUse use in graph.Nodes[i].Operation.Weights)
            {
                (use.Role is not WeightRole.Map ? byRows : graph.IsHead(i) ? head : mapped)[use.Index] = true;
            }
        }

        long next = 0;
        for (int i = 0; i < count; i++)
        {
            WeightShape shape = graph.Weights[i];
            long upright = Padding.Size(shape.Rows, shape.Columns), turned = Padding.Size(shape.Columns, shape.Rows);
            _rows[i] = Place(byRows[i], upright);
            _transposed[i] = Place(head[i], turned);
            // Maps lie in the order in which they are used, so that each one's end leads into the next one.
            _packed[i] = Place(mapped[i], upright);
        }

        for (int i = 0; i < count; i++)
        {
            WeightShape shape = graph.Weights[i];
            _packedTransposed[i] = Place(mapped[i], Padding.Size(shape.Columns, shape.Rows));
        }

        _arena.Reserve(next);
        Load(parameters);

        long Place(bool used, long size)
        {
            long at = used ? next : Absent;
            next += used ? size : 0;
            return at;
        }
    }

    /// <summary>The rule.</summary>
    public RuleGraph Graph { get; }

    /// <summary>Replaces all parameters.</summary>
    /// <param name="parameters">The flat parameter vector.</param>
    /// <exception cref="ArgumentException">The vector has another length.</exception>
    public void Load(ReadOnlySpan<float> parameters)
    {
        if (parameters.Length != Graph.ParameterCount)
        {
            throw new ArgumentException(
                $"{parameters.Length} parameters, the rule has {Graph.ParameterCount}.", nameof(parameters));
        }

        for (int i = 0; i < Graph.Weights.Count; i++)
        {
            WeightShape shape = Graph.Weights[i];
            fixed (float* source = parameters.Slice(shape.Offset, shape.Count))
            {
                Load(i, source, shape.Rows, shape.Columns);
            }
        }

        GC.KeepAlive(this);
    }

    public void Dispose() => _arena.Dispose();

    /// <summary>A table or bias, its rows padded.</summary>
    internal float* Rows(int weight) => At(_rows[weight]);

    /// <summary>A map in panels, see <see cref="MatrixProduct.Pack"/>.</summary>
    internal float* Map(int weight) => At(_packed[weight]);

    /// <summary>A map's transpose in panels.</summary>
    internal float* MapTransposed(int weight) => At(_packedTransposed[weight]);

    /// <summary>A head's transpose, its rows padded.</summary>
    internal float* HeadTransposed(int weight) => At(_transposed[weight]);

    private float* At(long offset) => _arena.Start + offset;

    private void Load(int weight, float* source, int rows, int columns)
    {
        if (_rows[weight] != Absent)
        {
            int stride = Padding.Stride(columns);
            for (int row = 0; row < rows; row++)
            {
                RowKernels.CopyRow(Rows(weight) + ((long)row * stride), source + ((long)row * columns), columns);
            }
        }

        if (_transposed[weight] != Absent)
        {
            int stride = Padding.Stride(rows);
            for (int column = 0; column < columns; column++)
            {
                for (int row = 0; row < rows; row++)
                {
                    HeadTransposed(weight)[((long)column * stride) + row] = source[((long)row * columns) + column];
                }
            }
        }

        if (_packed[weight] != Absent)
        {
            MatrixProduct.Pack(Map(weight), source, columns, 1, rows, columns, Padding.Stride(columns));
            MatrixProduct.Pack(MapTransposed(weight), source, 1, columns, columns, rows, Padding.Stride(rows));
        }
    }
}
