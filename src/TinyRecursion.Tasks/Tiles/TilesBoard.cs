namespace TinyRecursion.Tasks.Tiles;

/// <summary>A square board of sliding tiles. Immutable.</summary>
internal sealed class TilesBoard : IEquatable<TilesBoard>
{
    /// <summary>The shortest side.</summary>
    public const int MinimumSide = 2;

    /// <summary>The longest side.</summary>
    public const int MaximumSide = 5;

    private readonly byte[] _tiles;

    /// <summary>Makes a board.</summary>
    /// <param name="tiles">The tiles row by row, 0 the blank; each of <c>0..side² - 1</c> once. Copied.</param>
    /// <exception cref="ArgumentException">There are not side² tiles for a side of 2 to 5, or one is out of range or there twice.</exception>
    public TilesBoard(ReadOnlySpan<byte> tiles)
    {
        Side = SideOf(tiles.Length) ?? throw new ArgumentException($"{tiles.Length} tiles; a board has 4, 9, 16 or 25.", nameof(tiles));
        int seen = 0;
        foreach (byte tile in tiles)
        {
            if (tile >= tiles.Length || (seen & (1 << tile)) != 0)
            {
                throw new ArgumentException($"Tile {tile} lies outside 0..{tiles.Length - 1} or is there twice.", nameof(tiles));
            }

            seen |= 1 << tile;
        }

        _tiles = tiles.ToArray();
    }

    /// <summary>Rows and columns, 2 to 5.</summary>
    public int Side { get; }

    /// <summary>The tiles row by row, 0 the blank.</summary>
    public ReadOnlySpan<byte> Tiles => _tiles;

    /// <summary>The ordered board.</summary>
    /// <param name="side">Rows and columns.</param>
    /// <param name="goal">Where its blank is.</param>
    public static TilesBoard Ordered(int side, TilesGoal goal)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(side, MinimumSide);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(side, MaximumSide);
        int places = side * side, first = goal == TilesGoal.BlankFirst ? 0 : 1;
        return new TilesBoard([.. Enumerable.Range(0, places).Select(place => (byte)((place + first) % places))]);
    }

    /// <summary>Whether moves lead from here to an order: half of all boards cannot be ordered.</summary>
    /// <remarks>
    /// Every move exchanges the blank and a neighbour, which changes both the parity of the permutation and that of the
    /// blank's row plus column; so the two change together (Johnson and Story 1879, who also show that nothing else is in
    /// the way).
    /// </remarks>
    /// <param name="goal">The order.</param>
    public bool CanReach(TilesGoal goal) => Parity() == Ordered(Side, goal).Parity();

    /// <summary>The board after a move, or null where there is no tile to slide.</summary>
    /// <param name="move">The move.</param>
    public TilesBoard? After(TilesMove move)
    {
        int blank = Array.IndexOf(_tiles, (byte)0);
        int row = (blank / Side) + (move == TilesMove.Up ? 1 : move == TilesMove.Down ? -1 : 0);
        int column = (blank % Side) + (move == TilesMove.Left ? 1 : move == TilesMove.Right ? -1 : 0);
        if (row < 0 || row >= Side || column < 0 || column >= Side)
        {
            return null;
        }

        byte[] tiles = [.. _tiles];
        (tiles[blank], tiles[(row * Side) + column]) = (tiles[(row * Side) + column], 0);
        return new TilesBoard(tiles);
    }

    public bool Equals(TilesBoard? other) => other is not null && _tiles.AsSpan().SequenceEqual(other._tiles);

    public override bool Equals(object? obj) => Equals(obj as TilesBoard);

    public override int GetHashCode()
    {
        var hash = default(HashCode);
        hash.AddBytes(_tiles);
        return hash.ToHashCode();
    }

    /// <summary>The tiles row by row, with a space between them, as a file has them.</summary>
    public override string ToString() => string.Join(' ', _tiles);

    /// <summary>The side of a board with so many places, or null where there is none.</summary>
    internal static int? SideOf(int places)
    {
        for (int side = MinimumSide; side <= MaximumSide; side++)
        {
            if (side * side == places)
            {
                return side;
            }
        }

        return null;
    }

    private int Parity()
    {
        int blank = Array.IndexOf(_tiles, (byte)0), odd = (blank / Side) + (blank % Side);
        for (int i = 0; i < _tiles.Length; i++)
        {
            for (int j = i + 1; j < _tiles.Length; j++)
            {
                odd += _tiles[i] > _tiles[j] ? 1 : 0;
            }
        }

        return odd & 1;
    }
}
