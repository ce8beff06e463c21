using System.Runtime.CompilerServices;

namespace TinyRecursion.Recursion.Planning;

/// <summary>A binary heap of nodes, the lowest key first, equal keys by the lowest node.</summary>
/// <param name="budget">Pays for the entries.</param>
internal sealed class SearchQueue(MemoryBudget budget)
{
    private Entry[] _heap = [];

    /// <summary>The number of entries.</summary>
    public int Count { get; private set; }

    /// <summary>A key that orders by a priority first and by a number second.</summary>
    /// <param name="priority">At least zero; the bits of such floats are in the order of their values.</param>
    /// <param name="second">What equal priorities are ordered by.</param>
    public static ulong Key(float priority, uint second) => ((ulong)BitConverter.SingleToUInt32Bits(priority + 0f) << 32) | second;

    /// <summary>Adds an entry; a node may be in the queue several times.</summary>
    public void Push(ulong key, int node)
    {
        if (Count == _heap.Length)
        {
            Grow();
        }

        var entry = new Entry(key, node);
        int at = Count++;
        for (int parent = (at - 1) / 2; at > 0 && entry.IsBefore(_heap[parent]); parent = (at - 1) / 2)
        {
            _heap[at] = _heap[parent];
            at = parent;
        }

        _heap[at] = entry;
    }

    /// <summary>Takes the first entry out; there must be one.</summary>
    public (ulong Key, int Node) Pop()
    {
        Entry first = _heap[0], last = _heap[--Count];
        int at = 0;
        for (int child = 1; child < Count; child = (2 * at) + 1)
        {
            child += child + 1 < Count && _heap[child + 1].IsBefore(_heap[child]) ? 1 : 0;
            if (!_heap[child].IsBefore(last))
            {
                break;
            }

            _heap[at] = _heap[child];
            at = child;
        }

        _heap[at] = last;
        return (first.Key, first.Node);
    }

    private void Grow()
    {
        int length = Math.Max(1024, _heap.Length * 2);
        long bytes = Unsafe.SizeOf<Entry>();
        budget.Take(length * bytes);
        var grown = new Entry[length];
        _heap.CopyTo(grown, 0);
        budget.Give(_heap.Length * bytes);
        _heap = grown;
    }

    private readonly record struct Entry(ulong Key, int Node)
    {
        public bool IsBefore(Entry other) => Key < other.Key || (Key == other.Key && Node < other.Node);
    }
}
