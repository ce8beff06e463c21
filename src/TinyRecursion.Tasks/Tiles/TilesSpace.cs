using System.Numerics;
using TinyRecursion.Recursion.Planning;

namespace TinyRecursion.Tasks.Tiles;

/// <summary>
/// The boards of one side as a state space with the goal "blank first"; a board that is to end with the blank last is
/// turned around (see <see cref="KeyOf"/>). A state is a board in one integer, four or five bits a place, place 0 lowest;
/// an action is a <see cref="TilesMove"/> and costs 1.
/// </summary>
/// <typeparam name="TKey"><see cref="ulong"/> for sides up to 4, <see cref="UInt128"/> for 5.</typeparam>
internal sealed class TilesSpace<TKey> : IStateSpace<TKey>
    where TKey : unmanaged, IBinaryInteger<TKey>
{
    private readonly TKey _lowBits;
    private readonly TKey _goal;
    private readonly int _places;

    /// <summary>Creates the space.</summary>
    /// <param name="side">Rows and columns, 2 to 5.</param>
    /// <exception cref="ArgumentException">The boards do not fit the type of the keys.</exception>
    public TilesSpace(int side)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(side, TilesBoard.MinimumSide);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(side, TilesBoard.MaximumSide);
        Side = side;
        _places = side * side;
        Bits = side <= 4 ? 4 : 5;
        if (TKey.Zero.GetByteCount() * 8 < _places * Bits)
        {
            throw new ArgumentException($"Boards of side {side} need {_places * Bits} bits.", nameof(side));
        }

        for (int place = 0; place < _places; place++)
        {
            _lowBits |= TKey.One << (place * Bits);
            _goal |= TKey.CreateTruncating(place) << (place * Bits);
        }
    }

    /// <summary>Rows and columns.</summary>
    public int Side { get; }

    /// <summary>Bits of a place.</summary>
    public int Bits { get; }

    public int MaximumSuccessors => 4;

    /// <summary>
    /// The key of a board. With the goal "blank last" it is the key of the board turned by 180°, with tile t renamed to
    /// side² - t: its order is "blank first", and every move goes the opposite way.
    /// </summary>
    /// <param name="board">A board of this side.</param>
    /// <param name="goal">The order to reach.</param>
    public TKey KeyOf(TilesBoard board, TilesGoal goal)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(board.Side, Side, nameof(board));
        TKey key = TKey.Zero;
        for (int place = 0; place < _places; place++)
        {
            int tile = board.Tiles[goal == TilesGoal.BlankFirst ? place : _places - 1 - place];
            key |= TKey.CreateTruncating(goal == TilesGoal.BlankFirst || tile == 0 ? tile : _places - tile) << (place * Bits);
        }

        return key;
    }

    /// <summary>What an action of this space means on a board with a goal, see <see cref="KeyOf"/>.</summary>
    /// <param name="action">The action.</param>
    /// <param name="goal">The order to reach.</param>
    public static TilesMove MoveOf(byte action, TilesGoal goal) =>
        goal == TilesGoal.BlankFirst ? (TilesMove)action : (TilesMove)(action ^ 1);

    /// <summary>The action of this space that a move means with a goal, see <see cref="KeyOf"/>.</summary>
    /// <param name="move">The move.</param>
    /// <param name="goal">The order to reach.</param>
    public static byte ActionOf(TilesMove move, TilesGoal goal) => (byte)((int)move ^ (goal == TilesGoal.BlankFirst ? 0 : 1));

    /// <summary>The tile of a place.</summary>
    /// <param name="key">A board.</param>
    /// <param name="place">The place, <c>0..side² - 1</c>.</param>
    public int TileAt(TKey key, int place) => int.CreateTruncating(key >> (place * Bits)) & ((1 << Bits) - 1);

    /// <summary>
    /// The board mirrored at its main diagonal, with the tiles renamed so that its order is the same: as many moves away
    /// from it as the board itself.
    /// </summary>
    /// <param name="key">A board.</param>
    public TKey Mirrored(TKey key)
    {
        TKey mirrored = TKey.Zero;
        for (int place = 0; place < _places; place++)
        {
            int tile = TileAt(key, place);
            mirrored |= TKey.CreateTruncating(Mirrored(tile)) << (Mirrored(place) * Bits);
        }

        return mirrored;
    }

    public int Expand(TKey state, Span<Successor<TKey>> successors)
    {
        int blank = BlankOf(state), row = blank / Side, column = blank - (row * Side), count = 0;
        if (column + 1 < Side)
        {
            successors[count++] = Slide(state, blank, blank + 1, TilesMove.Left);
        }

        if (column > 0)
        {
            successors[count++] = Slide(state, blank, blank - 1, TilesMove.Right);
        }

        if (row + 1 < Side)
        {
            successors[count++] = Slide(state, blank, blank + Side, TilesMove.Up);
        }

        if (row > 0)
        {
            successors[count++] = Slide(state, blank, blank - Side, TilesMove.Down);
        }

        return count;
    }

    public ulong Hash(TKey state)
    {
        ulong low = ulong.CreateTruncating(state);
        return _places * Bits <= 64 ? low : low ^ (ulong.CreateTruncating(state >> (_places * Bits / 2)) * 0xD1B54A32D192ED03UL);
    }

    public bool IsGoal(TKey state) => state == _goal;

    private int Mirrored(int place) => (place % Side * Side) + (place / Side);

    private int BlankOf(TKey state)
    {
        // The lowest bit of every place that has any bit set; the place without one is the blank's.
        TKey some = state | (state >> 1);
        some |= some >> 2;
        some |= Bits == 5 ? state >> 4 : TKey.Zero;
        return int.CreateTruncating(TKey.TrailingZeroCount(~some & _lowBits)) / Bits;
    }

    private Successor<TKey> Slide(TKey state, int blank, int from, TilesMove move)
    {
        TKey tile = TKey.CreateTruncating(TileAt(state, from));
        return new Successor<TKey>(state ^ (tile << (from * Bits)) ^ (tile << (blank * Bits)), (byte)move, 1f);
    }
}
