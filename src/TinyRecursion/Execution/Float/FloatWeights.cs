using TinyRecursion.Rules;

namespace TinyRecursion.Execution.Float;

/// <summary>
/// A rule's parameters laid out for execution: each tensor with padded rows, and each matrix transposed beside it.
/// One instance serves any number of sessions on any number of threads, as long as none runs during <see cref="Load"/>.
/// </summary>
public sealed unsafe class FloatWeights : IDisposable
{
    private readonly Arena _arena = new();
    private readonly long[] _offsets;
    private readonly long[] _transposed;

    /// <summary>Lays the parameters out.</summary>
    /// <param name="graph">The rule.</param>
    /// <param name="parameters">Its flat parameter vector, see <see cref="WeightShape.Offset"/>.</param>
    /// <exception cref="ArgumentException">The vector has another length.</exception>
    public FloatWeights(RuleGraph graph, ReadOnlySpan<float> parameters)
    {
        ArgumentNullException.ThrowIfNull(graph);
        Graph = graph;
        _offsets = new long[graph.Weights.Count];
        _transposed = new long[graph.Weights.Count];
        long next = 0;
        for (int i = 0; i < graph.Weights.Count; i++)
        {
            WeightShape shape = graph.Weights[i];
            _offsets[i] = next;
            next += Padding.Size(shape.Rows, shape.Columns);
            _transposed[i] = next;
            next += Padding.Size(shape.Columns, shape.Rows);
        }

        _arena.Reserve(next);
        Load(parameters);
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

        for (int i = 0; i < _offsets.Length; i++)
        {
            WeightShape shape = Graph.Weights[i];
            int stride = Padding.Stride(shape.Columns), transposedStride = Padding.Stride(shape.Rows);
            float* rows = Rows(i), columns = Transposed(i);
            for (int row = 0; row < shape.Rows; row++)
            {
                ReadOnlySpan<float> source = parameters.Slice(shape.Offset + (row * shape.Columns), shape.Columns);
                source.CopyTo(new Span<float>(rows + ((long)row * stride), shape.Columns));
                for (int column = 0; column < shape.Columns; column++)
                {
                    columns[((long)column * transposedStride) + row] = source[column];
                }
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _arena.Dispose();

    /// <summary>A tensor, its rows padded.</summary>
    internal float* Rows(int weight) => _arena.Start + _offsets[weight];

    /// <summary>A tensor's transpose, its rows padded.</summary>
    internal float* Transposed(int weight) => _arena.Start + _transposed[weight];
}
