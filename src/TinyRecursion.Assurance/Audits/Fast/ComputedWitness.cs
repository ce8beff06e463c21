using TinyRecursion.Execution;
using TinyRecursion.Execution.Integer;

namespace TinyRecursion.Assurance.Audits.Fast;

/// <summary>A witness that works sums out, for one that writes them down and one that compares them.</summary>
/// <param name="leastWidth">The least width of a value whose maps are asked for.</param>
internal abstract unsafe class ComputedWitness(int leastWidth) : ProductWitness(leastWidth)
{
    private PinnedArray<int> _sums = new(0);
    private int _capacity;

    public sealed override int* Linear(IntegerProduct product, short* x, int xStride, int rows)
    {
        int* sums = Room(rows * product.Stride);
        product.Sums(sums, x, xStride, rows);
        See(sums, rows, product.Stride);
        return sums;
    }

    public sealed override int* Scores(in AttentionHead head, short* queries, int rows)
    {
        int stride = Padding.Stride(head.Rows);
        int* sums = Room(rows * stride);
        for (int row = 0; row < rows; row++)
        {
            WitnessedAttention.Scores(sums + ((long)row * stride), head, queries + ((long)row * head.Stride));
        }

        See(sums, rows, stride);
        return sums;
    }

    public sealed override int* Mixture(in AttentionHead head, int* weights, int rows)
    {
        int stride = Padding.Stride(head.Width);
        int* sums = Room(rows * stride);
        for (int row = 0; row < rows; row++)
        {
            WitnessedAttention.Mixture(sums + ((long)row * stride), head, weights + ((long)row * Padding.Stride(head.Rows)));
        }

        See(sums, rows, stride);
        return sums;
    }

    /// <summary>Receives the next sums of the product that began last; what it changes is what the run goes on with.</summary>
    /// <param name="sums">The sums.</param>
    /// <param name="rows">Rows.</param>
    /// <param name="stride">Columns, padded.</param>
    protected abstract void See(int* sums, int rows, int stride);

    private int* Room(int count)
    {
        if (count > _capacity)
        {
            (_sums, _capacity) = (new PinnedArray<int>(count), count);
        }

        new Span<int>(_sums.Start, count).Clear();
        return _sums.Start;
    }
}
