using TinyRecursion.Execution.Float;
using TinyRecursion.Rules;

namespace TinyRecursion.Training.Gradients;

/// <summary>The gradient of a loss with respect to every parameter of a rule, laid out as the kernels need it.</summary>
internal sealed unsafe class GradientBuffer : IDisposable
{
    private readonly Arena _arena = new();
    private readonly RuleGraph _graph;
    private readonly long[] _offsets;
    private readonly long _size;

    public GradientBuffer(RuleGraph graph)
    {
        _graph = graph;
        _offsets = new long[graph.Weights.Count];
        for (int i = 0; i < _offsets.Length; i++)
        {
            _offsets[i] = _size;
            _size += Padding.Size(graph.Weights[i].Rows, graph.Weights[i].Columns);
        }

        _arena.Reserve(_size);
    }

    /// <summary>The gradient of one tensor, its rows padded.</summary>
    public float* Rows(int weight) => _arena.Start + _offsets[weight];

    /// <summary>Sets everything to zero.</summary>
    public void Clear() => System.Runtime.InteropServices.NativeMemory.Clear(_arena.Start, (nuint)_size * sizeof(float));

    /// <summary>Adds everything, times a factor, to a flat parameter vector.</summary>
    public void AddTo(Span<float> flat, float factor)
    {
        for (int i = 0; i < _offsets.Length; i++)
        {
            WeightShape shape = _graph.Weights[i];
            int stride = Padding.Stride(shape.Columns);
            for (int row = 0; row < shape.Rows; row++)
            {
                var source = new ReadOnlySpan<float>(Rows(i) + ((long)row * stride), shape.Columns);
                Span<float> target = flat.Slice(shape.Offset + (row * shape.Columns), shape.Columns);
                for (int column = 0; column < source.Length; column++)
                {
                    target[column] += factor * source[column];
                }
            }
        }
    }

    public void Dispose() => _arena.Dispose();
}
