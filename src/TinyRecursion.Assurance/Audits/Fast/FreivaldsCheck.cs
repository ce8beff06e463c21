using TinyRecursion.Execution;
using TinyRecursion.Execution.Integer;

namespace TinyRecursion.Assurance.Audits.Fast;

/// <summary>
/// Freivalds' test of all products of a step at once: for each row the sum over all products of Y r - X (W r), which is zero if every
/// product is right, and otherwise with a chance of one in 2^61 - 1.
/// </summary>
internal sealed unsafe class FreivaldsCheck(FreivaldsVectors vectors, Challenge challenge, int repetition)
{
    private const int BlocksAtOnce = MersenneKernels.MostBlocks / 2;

    private readonly Dictionary<(int Node, int Head), HeadVectors> _heads = [];
    private PinnedArray<long> _kept = new(0);
    private HeadVectors? _head;
    private int _capacity;
    private int _rows;
    private int _blocks;

    /// <summary>Adds rows of a linear map.</summary>
    /// <param name="node">Its node.</param>
    /// <param name="first">The number of the first row.</param>
    /// <param name="sums">The sums as claimed.</param>
    /// <param name="x">The rows that are mapped.</param>
    /// <param name="xStride">Entries from one of them to the next.</param>
    /// <param name="rows">How many.</param>
    public void AddLinear(int node, int first, int* sums, short* x, int xStride, int rows)
    {
        AddSums(first, sums, rows, vectors.Sums[node]!);
        if (vectors.Inputs[node] is { } mapped)
        {
            AddEntries(first, x, xStride, rows, mapped);
        }
    }

    /// <summary>A head of attention begins.</summary>
    public void BeginHead(int node, in AttentionHead head)
    {
        if (!_heads.TryGetValue((node, head.Number), out _head))
        {
            _heads.Add((node, head.Number), _head = new HeadVectors(node, head.Number));
        }

        _head.Prepare(head, challenge, repetition);
    }

    /// <summary>Adds rows of the products of queries and keys.</summary>
    /// <param name="first">The number of the first row.</param>
    /// <param name="sums">The sums as claimed.</param>
    /// <param name="queries">The queries.</param>
    /// <param name="stride">Entries from one of them to the next.</param>
    /// <param name="rows">How many.</param>
    public void AddScores(int first, int* sums, short* queries, int stride, int rows)
    {
        AddSums(first, sums, rows, _head!.Scores);
        AddEntries(first, queries, stride, rows, _head.Keys);
    }

    /// <summary>Adds rows of the products of weights and values.</summary>
    /// <param name="first">The number of the first row.</param>
    /// <param name="sums">The sums as claimed.</param>
    /// <param name="weights">The weights.</param>
    /// <param name="rows">How many.</param>
    public void AddMixture(int first, int* sums, int* weights, int rows)
    {
        AddSums(first, sums, rows, _head!.Mixture);
        AddSums(first, weights, rows, _head.Values);
    }

    /// <summary>Ends a step and makes room for the next.</summary>
    /// <returns>The first row in which a product is wrong, or null if none was found.</returns>
    public int? EndStep()
    {
        int? wrong = null;
        for (int row = 0; row < _rows && wrong is null; row++)
        {
            wrong = MersenneKernels.Element(_kept.Start + ((long)row * MersenneKernels.RowLength)) == 0 ? null : row;
        }

        new Span<long>(_kept.Start, _rows * MersenneKernels.RowLength).Clear();
        (_rows, _blocks) = (0, 0);
        return wrong;
    }

    private void AddSums(int first, int* sums, int rows, FieldLimbs elements)
    {
        long* kept = Kept(first, rows, Math.Min(BlocksAtOnce, elements.Length / FieldLimbs.Block));
        for (int at = 0; at < elements.Length; at += BlocksAtOnce * FieldLimbs.Block)
        {
            if (at > 0)
            {
                MersenneKernels.Fold(kept, rows);
            }

            MersenneKernels.AddSums(kept, sums, elements.Length, rows, elements, at, Math.Min(BlocksAtOnce * FieldLimbs.Block, elements.Length - at));
        }
    }

    private void AddEntries(int first, short* entries, int stride, int rows, FieldDigits elements) => MersenneKernels.AddEntries(
        Kept(first, rows, (elements.Length + FieldDigits.MostEntries - 1) / FieldDigits.MostEntries), entries, stride, rows, elements);

    /// <summary>What is kept of some rows, to which so many blocks may be added.</summary>
    private long* Kept(int first, int rows, int blocks)
    {
        if (first + rows > _capacity)
        {
            int capacity = Math.Max(2 * _capacity, first + rows);
            var larger = new PinnedArray<long>(checked(capacity * MersenneKernels.RowLength));
            new Span<long>(_kept.Start, _rows * MersenneKernels.RowLength).CopyTo(new Span<long>(larger.Start, _rows * MersenneKernels.RowLength));
            (_kept, _capacity) = (larger, capacity);
        }

        // Rows of the same number are added to once for each product; what its first rows receive is the most that any does.
        if (first == 0)
        {
            _blocks += blocks;
            if (_blocks > MersenneKernels.MostBlocks)
            {
                MersenneKernels.Fold(_kept.Start, _rows);
                _blocks = blocks + 1;
            }
        }

        _rows = Math.Max(_rows, first + rows);
        return _kept.Start + ((long)first * MersenneKernels.RowLength);
    }
}
