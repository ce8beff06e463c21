using System.Numerics;

namespace TinyRecursion.Tasks.Sudoku;

/// <summary>
/// The digits still possible in each cell, as bit masks (bit d - 1 for digit d), and their propagation: a cell with
/// one candidate, and a digit with one place in a unit, are settled until nothing changes. Sound: a digit is removed
/// only if no solution has it there. For use by one thread at a time.
/// </summary>
public sealed class SudokuCandidates
{
    private readonly uint[] _masks;
    private readonly bool[] _settled;
    private readonly int[] _queue;
    private readonly int[][] _units;
    private readonly int _side;
    private int _queued;

    /// <summary>Starts from a board and propagates.</summary>
    /// <param name="board">The clues.</param>
    public SudokuCandidates(SudokuBoard board)
    {
        ArgumentNullException.ThrowIfNull(board);
        _side = board.Side;
        _masks = new uint[board.CellCount];
        _settled = new bool[board.CellCount];
        _queue = new int[board.CellCount];
        _units = SudokuUnits.All(_side);
        Array.Fill(_masks, (1u << _side) - 1);
        for (int cell = 0; cell < _masks.Length && !Contradiction; cell++)
        {
            if (board.Cells[cell] != 0)
            {
                Settle(cell, 1u << (board.Cells[cell] - 1));
            }
        }

        Propagate();
    }

    /// <summary>Copies a set of candidates.</summary>
    /// <param name="other">The set; it is not changed.</param>
    public SudokuCandidates(SudokuCandidates other)
    {
        ArgumentNullException.ThrowIfNull(other);
        _side = other._side;
        _units = other._units;
        _masks = (uint[])other._masks.Clone();
        _settled = (bool[])other._settled.Clone();
        _queue = new int[_masks.Length];
        Contradiction = other.Contradiction;
    }

    /// <summary>Whether a cell has no candidate left, or a digit no place: there is no solution.</summary>
    public bool Contradiction { get; private set; }

    /// <summary>The candidates of each cell.</summary>
    public ReadOnlySpan<uint> Masks => _masks;

    /// <summary>Whether every cell has one candidate and nothing conflicts.</summary>
    public bool IsSolved => !Contradiction && Array.TrueForAll(_masks, mask => BitOperations.IsPow2(mask));

    /// <summary>Settles a cell and propagates.</summary>
    /// <param name="cell">The cell, row by row from 0.</param>
    /// <param name="digit">1 to the side; one that is no longer a candidate leads to a <see cref="Contradiction"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such cell or digit.</exception>
    public void Assign(int cell, int digit)
    {
        RequirePlace(cell, digit);
        Settle(cell, 1u << (digit - 1));
        Propagate();
    }

    /// <summary>Removes a candidate and propagates; nothing changes where it is gone already.</summary>
    /// <param name="cell">The cell, row by row from 0.</param>
    /// <param name="digit">1 to the side.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such cell or digit.</exception>
    public void Remove(int cell, int digit)
    {
        RequirePlace(cell, digit);
        RemoveFrom(cell, 1u << (digit - 1));
        Propagate();
    }

    /// <summary>The open cell with the fewest candidates, the first of equals; -1 where none is open.</summary>
    public int NarrowestCell()
    {
        int best = -1, fewest = int.MaxValue;
        for (int cell = 0; cell < _masks.Length; cell++)
        {
            int count = BitOperations.PopCount(_masks[cell]);
            if (count > 1 && count < fewest)
            {
                (best, fewest) = (cell, count);
                if (count == 2)
                {
                    break;
                }
            }
        }

        return best;
    }

    /// <summary>A digit with two or three places left in a unit; the first with two, or else the first with three.</summary>
    /// <param name="fewerThan">The number of places must be below this, at least 3.</param>
    /// <returns>The unit's cells and the digit's bit, rows before columns before boxes; null where there is none.</returns>
    internal (int[] Unit, uint Bit)? NarrowestPlace(int fewerThan)
    {
        (int[] Unit, uint Bit)? three = null;
        foreach (int[] unit in _units)
        {
            uint once = 0, twice = 0, thrice = 0, more = 0;
            foreach (int cell in unit)
            {
                uint mask = _masks[cell];
                more |= thrice & mask;
                thrice |= twice & mask;
                twice |= once & mask;
                once |= mask;
            }

            uint two = twice & ~thrice;
            if (two != 0)
            {
                return (unit, two & (0 - two));
            }

            uint exactlyThree = thrice & ~more;
            if (three is null && exactlyThree != 0)
            {
                three = (unit, exactlyThree & (0 - exactlyThree));
            }
        }

        return fewerThan > 3 ? three : null;
    }

    /// <summary>The settled cells as a board; the others are empty.</summary>
    public SudokuBoard ToBoard() => new(Array.ConvertAll(
        _masks, mask => BitOperations.IsPow2(mask) ? (byte)(BitOperations.TrailingZeroCount(mask) + 1) : (byte)0));

    private void Propagate()
    {
        bool changed = true;
        while (changed && !Contradiction)
        {
            changed = false;
            while (_queued > 0 && !Contradiction)
            {
                RemoveFromPeers(_queue[--_queued]);
            }

            for (int u = 0; u < _units.Length && !Contradiction; u++)
            {
                changed |= SettleHiddenSingles(_units[u]);
            }
        }
    }

    private void Settle(int cell, uint bit)
    {
        if ((_masks[cell] & bit) == 0)
        {
            Contradiction = true;
            return;
        }

        _masks[cell] = bit;
        if (!_settled[cell])
        {
            _settled[cell] = true;
            _queue[_queued++] = cell;
        }
    }

    private void RemoveFromPeers(int cell)
    {
        int row = cell / _side, column = cell % _side;
        int box = SudokuBoard.BoxOf(row, column, _side);
        Remove(_units[row], cell);
        Remove(_units[_side + column], cell);
        Remove(_units[(2 * _side) + box], cell);
    }

    private void Remove(int[] unit, int cell)
    {
        uint bit = _masks[cell];
        foreach (int peer in unit)
        {
            if (peer != cell && (_masks[peer] & bit) != 0 && !RemoveFrom(peer, bit))
            {
                return;
            }
        }
    }

    /// <returns>False where nothing is left.</returns>
    private bool RemoveFrom(int cell, uint bit)
    {
        uint rest = _masks[cell] & ~bit;
        if (rest == 0)
        {
            Contradiction = true;
            return false;
        }

        if (rest != _masks[cell])
        {
            _masks[cell] = rest;
            if (BitOperations.IsPow2(rest))
            {
                Settle(cell, rest);
            }
        }

        return true;
    }

    private void RequirePlace(int cell, int digit)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)cell, (uint)_masks.Length, nameof(cell));
        ArgumentOutOfRangeException.ThrowIfLessThan(digit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(digit, _side);
    }

    private bool SettleHiddenSingles(int[] unit)
    {
        uint once = 0, more = 0, settled = 0;
        foreach (int cell in unit)
        {
            more |= once & _masks[cell];
            once |= _masks[cell];
            settled |= _settled[cell] ? _masks[cell] : 0;
        }

        if (once != (1u << _side) - 1)
        {
            Contradiction = true;
            return false;
        }

        uint singles = once & ~more & ~settled;
        foreach (int cell in unit)
        {
            uint bit = _masks[cell] & singles;
            if (bit != 0 && !_settled[cell])
            {
                // Two digits with only this place left cannot both go here.
                Contradiction |= !BitOperations.IsPow2(bit);
                Settle(cell, bit);
            }
        }

        return singles != 0;
    }
}
