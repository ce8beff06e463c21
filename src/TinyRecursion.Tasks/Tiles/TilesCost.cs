using System.Numerics;
using TinyRecursion.Recursion.Planning;

namespace TinyRecursion.Tasks.Tiles;

/// <summary>
/// The plain cost-to-go of sliding tiles: the Manhattan distance of every tile to its place, and on request two more moves
/// for every tile that has to leave its own row or column to let another one pass (linear conflict: Hansson, Mayer and
/// Yung 1992). Never too high, so that best-first search with weight 1 finds shortest plans. Safe to share between threads.
/// </summary>
/// <typeparam name="TKey">The states of the space.</typeparam>
internal sealed class TilesCost<TKey> : ICostToGo<TKey>
    where TKey : unmanaged, IBinaryInteger<TKey>
{
    private readonly TilesSpace<TKey> _space;
    private readonly byte[] _distances;
    private readonly byte[] _conflicts;
    private readonly bool _withConflicts;
    private readonly int _side;

    /// <summary>Prepares the tables.</summary>
    /// <param name="space">The boards.</param>
    /// <param name="withConflicts">Whether linear conflicts count too.</param>
    public TilesCost(TilesSpace<TKey> space, bool withConflicts)
    {
        (_space, _side, _withConflicts) = (space, space.Side, withConflicts);
        int places = _side * _side;
        _distances = new byte[places << space.Bits];
        for (int place = 0; place < places; place++)
        {
            for (int tile = 1; tile < places; tile++)
            {
                _distances[(place << space.Bits) + tile] =
                    (byte)(Math.Abs((place / _side) - (tile / _side)) + Math.Abs((place % _side) - (tile % _side)));
            }
        }

        _conflicts = withConflicts ? ConflictTable(_side) : [];
    }

    public void Estimate(ReadOnlySpan<TKey> states, Span<float> costs)
    {
        for (int i = 0; i < states.Length; i++)
        {
            costs[i] = Of(states[i]);
        }
    }

    /// <summary>The cost of one state.</summary>
    /// <param name="state">The state.</param>
    public int Of(TKey state)
    {
        int sum = 0, places = _side * _side;
        for (int place = 0; place < places; place++)
        {
            sum += _distances[(place << _space.Bits) + _space.TileAt(state, place)];
        }

        return _withConflicts ? sum + Conflicts(state) : sum;
    }

    private int Conflicts(TKey state)
    {
        int sum = 0;
        for (int line = 0; line < _side; line++)
        {
            int row = 0, column = 0;
            for (int at = 0; at < _side; at++)
            {
                int inRow = _space.TileAt(state, (line * _side) + at), inColumn = _space.TileAt(state, (at * _side) + line);
                row = (row * (_side + 1)) + (inRow != 0 && inRow / _side == line ? (inRow % _side) + 1 : 0);
                column = (column * (_side + 1)) + (inColumn != 0 && inColumn % _side == line ? (inColumn / _side) + 1 : 0);
            }

            sum += _conflicts[row] + _conflicts[column];
        }

        return sum;
    }

    /// <summary>
    /// For every line, written in base side + 1 with 0 for what does not belong into it and 1 + its place there for what
    /// does: twice the fewest tiles whose removal leaves the others in order.
    /// </summary>
    private static byte[] ConflictTable(int side)
    {
        var table = new byte[(int)Math.Pow(side + 1, side)];
        var line = new int[side];
        for (int code = 0; code < table.Length; code++)
        {
            for (int at = side - 1, rest = code; at >= 0; at--, rest /= side + 1)
            {
                line[at] = rest % (side + 1);
            }

            int[] own = [.. line.Where(place => place > 0)];
            table[code] = (byte)(2 * (own.Length - LongestRise(own)));
        }

        return table;
    }

    private static int LongestRise(int[] numbers)
    {
        var longest = new int[numbers.Length];
        for (int i = 0; i < numbers.Length; i++)
        {
            longest[i] = 1 + Enumerable.Range(0, i).Where(j => numbers[j] < numbers[i]).Select(j => longest[j]).DefaultIfEmpty().Max();
        }

        return longest.DefaultIfEmpty().Max();
    }
}
