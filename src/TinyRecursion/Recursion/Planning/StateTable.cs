using System.Numerics;
using System.Runtime.CompilerServices;

namespace TinyRecursion.Recursion.Planning;

/// <summary>
/// The states seen so far with a number for each: open addressing with linear probing over a power of two slots, at most
/// three quarters full. A slot takes the state and four bytes.
/// </summary>
/// <typeparam name="TState">A state.</typeparam>
internal sealed class StateTable<TState>
    where TState : unmanaged, IEquatable<TState>
{
    private const int StartingBits = 12;
    private const int Empty = -1;

    private readonly IStateSpace<TState> _space;
    private readonly MemoryBudget _budget;
    private TState[] _states = [];
    private int[] _values = [];
    private int _bits;

    /// <summary>Creates an empty table.</summary>
    /// <param name="space">Hashes states.</param>
    /// <param name="budget">Pays for the slots.</param>
    public StateTable(IStateSpace<TState> space, MemoryBudget budget)
    {
        _space = space;
        _budget = budget;
        Allocate(StartingBits);
    }

    /// <summary>The number of states.</summary>
    public int Count { get; private set; }

    /// <summary>The number of a state; a state not seen before gets one now.</summary>
    /// <param name="state">The state.</param>
    /// <param name="value">The number to give it if it is new, at least zero.</param>
    /// <returns>The number that it had, or -1 if it is new.</returns>
    /// <exception cref="PlanningLimitException">The budget does not allow the table to grow; the state was not added.</exception>
    public int FindOrAdd(TState state, int value)
    {
        int slot = SlotOf(state);
        if (_values[slot] != Empty)
        {
            return _values[slot];
        }

        if (Count >= _values.Length / 4 * 3)
        {
            Grow();
            slot = SlotOf(state);
        }

        (_states[slot], _values[slot]) = (state, value);
        Count++;
        return Empty;
    }

    private static long BytesOf(int bits) => (Unsafe.SizeOf<TState>() + (long)sizeof(int)) << bits;

    private int SlotOf(TState state)
    {
        // Fibonacci hashing: the high bits of the product depend on all bits of the hash.
        int slot = (int)((_space.Hash(state) * 0x9E3779B97F4A7C15UL) >> (64 - _bits));
        int mask = _values.Length - 1;
        while (_values[slot] != Empty && !_states[slot].Equals(state))
        {
            slot = (slot + 1) & mask;
        }

        return slot;
    }

    private void Grow()
    {
        (TState[] states, int[] values, int bits) = (_states, _values, _bits);
        Allocate(bits + 1);
        for (int i = 0; i < values.Length; i++)
        {
            if (values[i] != Empty)
            {
                int slot = SlotOf(states[i]);
                (_states[slot], _values[slot]) = (states[i], values[i]);
            }
        }

        _budget.Give(BytesOf(bits));
    }

    private void Allocate(int bits)
    {
        if (bits > BitOperations.Log2((uint)Array.MaxLength))
        {
            throw new PlanningLimitException(HaltReason.MemoryLimit);
        }

        _budget.Take(BytesOf(bits));
        _bits = bits;
        _states = new TState[1 << bits];
        _values = new int[1 << bits];
        Array.Fill(_values, Empty);
    }
}
