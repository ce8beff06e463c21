using System.Runtime.CompilerServices;

namespace TinyRecursion.Recursion.Planning;

/// <summary>A list that only grows, in blocks, so that growing never holds its contents twice.</summary>
/// <typeparam name="T">The items.</typeparam>
/// <param name="budget">Pays for the blocks.</param>
internal sealed class NodeList<T>(MemoryBudget budget)
    where T : unmanaged
{
    private const int BlockBits = 14;
    private const int BlockSize = 1 << BlockBits;

    private readonly List<T[]> _blocks = [];

    /// <summary>The number of items.</summary>
    public int Count { get; private set; }

    /// <summary>An item, <c>0..Count-1</c>.</summary>
    public ref T this[int index] => ref _blocks[index >> BlockBits][index & (BlockSize - 1)];

    /// <summary>Appends an item and returns its index.</summary>
    /// <exception cref="PlanningLimitException">The budget does not allow another block, or there are 2^31 - 1 items.</exception>
    public int Add(T item)
    {
        if (Count == _blocks.Count << BlockBits)
        {
            if (Count > int.MaxValue - BlockSize)
            {
                throw new PlanningLimitException(HaltReason.MemoryLimit);
            }

            budget.Take(BlockSize * (long)Unsafe.SizeOf<T>());
            _blocks.Add(new T[BlockSize]);
        }

        this[Count] = item;
        return Count++;
    }
}
