using System.Runtime.CompilerServices;
using TinyRecursion.Execution;
using TinyRecursion.Execution.Float;
using TinyRecursion.Rules;

namespace TinyRecursion.Training.Gradients;

/// <summary>The gradient of a loss with respect to every parameter of a rule, laid out as the kernels need it.</summary>
internal sealed unsafe class GradientBuffer : IDisposable
{
    private readonly Arena<float> _arena = new();
    private readonly RuleGraph _graph;
    private readonly long[] _offsets;
    private readonly SparseRows?[] _sparse;
    private readonly long _size;

    /// <summary>Creates a buffer of zeros.</summary>
    /// <param name="graph">The rule.</param>
    /// <param name="sparseTable">The weight index of a table of which few rows are looked up, or null.</param>
    public GradientBuffer(RuleGraph graph, int? sparseTable = null)
    {
        _graph = graph;
        _offsets = new long[graph.Weights.Count];
        _sparse = new SparseRows?[graph.Weights.Count];
        for (int i = 0; i < _offsets.Length; i++)
        {
            WeightShape shape = graph.Weights[i];
            _offsets[i] = _size;
            if (i == sparseTable)
            {
                _sparse[i] = new SparseRows(Padding.Stride(shape.Columns));
            }
            else
            {
                _size += Padding.Size(shape.Rows, shape.Columns);
            }
        }

        _arena.Reserve(_size);
    }

    /// <summary>The gradient of one tensor that is not sparse, its rows padded.</summary>
    public float* Rows(int weight) => _arena.Start + _offsets[weight];

    /// <summary>The gradient of one row of a table, sparse or not.</summary>
    public float* TableRow(int weight, int row) => _sparse[weight] is { } sparse
        ? sparse.Row(row)
        : Rows(weight) + ((long)row * Padding.Stride(_graph.Weights[weight].Columns));

    /// <summary>One row of a table's gradient, without padding.</summary>
    public float[] CopyRow(int weight, int row)
    {
        float[] copy = new ReadOnlySpan<float>(TableRow(weight, row), _graph.Weights[weight].Columns).ToArray();
        GC.KeepAlive(this);
        return copy;
    }

    /// <summary>The rows of the sparse table that were touched since the last clear.</summary>
    public IReadOnlyList<int> TouchedRows(int weight) => _sparse[weight]!.Touched;

    /// <summary>Sets everything to zero.</summary>
    public void Clear()
    {
        System.Runtime.InteropServices.NativeMemory.Clear(_arena.Start, (nuint)_size * sizeof(float));
        foreach (SparseRows? sparse in _sparse)
        {
            sparse?.Clear();
        }

        GC.KeepAlive(this);
    }

    /// <summary>Adds everything, times a factor, to a flat parameter vector.</summary>
    public void AddTo(Span<float> flat, float factor)
    {
        for (int i = 0; i < _offsets.Length; i++)
        {
            WeightShape shape = _graph.Weights[i];
            int stride = Padding.Stride(shape.Columns);
            if (_sparse[i] is { } sparse)
            {
                foreach (int row in sparse.Touched)
                {
                    Add(flat, shape, row, sparse.Row(row), factor);
                }

                continue;
            }

            for (int row = 0; row < shape.Rows; row++)
            {
                Add(flat, shape, row, Rows(i) + ((long)row * stride), factor);
            }
        }

        GC.KeepAlive(this);
    }

    public void Dispose() => _arena.Dispose();

    private static void Add(Span<float> flat, WeightShape shape, int row, float* values, float factor)
    {
        var source = new ReadOnlySpan<float>(values, shape.Columns);
        Span<float> target = flat.Slice(shape.Offset + (row * shape.Columns), shape.Columns);
        for (int column = 0; column < source.Length; column++)
        {
            target[column] += factor * source[column];
        }
    }

    /// <summary>
    /// The gradient of a table of which few rows are looked up, such as an embedding for each puzzle: only the rows that
    /// were touched take memory.
    /// </summary>
    /// <param name="stride">Floats of a row, padding included.</param>
    private sealed class SparseRows(int stride)
    {
        private readonly Dictionary<int, int> _places = [];
        private readonly List<int> _touched = [];

        // Pinned, so that kernels may hold pointers into them; reused after a clear.
        private readonly List<float[]> _rows = [];

        /// <summary>The rows that were touched since the last clear, in the order in which they were.</summary>
        public IReadOnlyList<int> Touched => _touched;

        /// <summary>A row's gradient; touches it.</summary>
        public float* Row(int row)
        {
            if (!_places.TryGetValue(row, out int place))
            {
                place = _touched.Count;
                _places.Add(row, place);
                _touched.Add(row);
                if (_rows.Count == place)
                {
                    _rows.Add(GC.AllocateArray<float>(stride, pinned: true));
                }
            }

            return (float*)Unsafe.AsPointer(ref _rows[place][0]);
        }

        /// <summary>Forgets every row.</summary>
        public void Clear()
        {
            for (int i = 0; i < _touched.Count; i++)
            {
                Array.Clear(_rows[i]);
            }

            _touched.Clear();
            _places.Clear();
        }
    }
}
