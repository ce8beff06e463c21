namespace TinyRecursion.Tasks.Tiles;

/// <summary>Makes boards that can be ordered. The same arguments give the same board everywhere.</summary>
internal sealed class TilesGenerator : InstanceGenerator
{
    public override VerbHelp Help => new(
        "Make boards of sliding tiles that can be ordered, on standard output, one a line.",
        "trm generate tiles --side 4 --count 1000 --seed 7 > boards.txt");

    public override IReadOnlyList<Setting> Settings => [TilesSettings.Side, TilesSettings.Walk, TilesSettings.Goal];

    public override IInstance Generate(ulong seed, ulong number, Settings settings, CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        int side = settings.Get(TilesSettings.Side);
        TilesGoal goal = settings.Get(TilesSettings.Goal);
        return new TilesPuzzle(settings.Get(TilesSettings.Walk) is { } moves ? Walk(seed, number, side, goal, moves) : Shuffle(seed, number, side, goal));
    }

    public override void Write(TextWriter output, IEnumerable<IInstance> instances, Settings settings)
    {
        foreach (IInstance instance in instances)
        {
            output.WriteLine(((TilesPuzzle)instance).Board);
        }
    }

    /// <summary>Draws one of all boards that can be ordered, each as likely as any other.</summary>
    /// <param name="seed">Seed of a series.</param>
    /// <param name="index">The board's number in it.</param>
    /// <param name="side">Rows and columns, 2 to 5.</param>
    /// <param name="goal">The order that must be within reach.</param>
    public static TilesBoard Shuffle(ulong seed, ulong index, int side, TilesGoal goal)
    {
        byte[] tiles = [.. TilesBoard.Ordered(side, goal).Tiles];
        var random = SeededRandom.For(seed, index);
        for (int i = tiles.Length - 1; i > 0; i--)
        {
            int j = random.NextInt32(i + 1);
            (tiles[i], tiles[j]) = (tiles[j], tiles[i]);
        }

        var board = new TilesBoard(tiles);
        if (board.CanReach(goal))
        {
            return board;
        }

        // Exchanging two tiles changes the parity and pairs the boards off, so that all stay equally likely.
        int one = Array.IndexOf(tiles, (byte)1), two = Array.IndexOf(tiles, (byte)2);
        (tiles[one], tiles[two]) = (2, 1);
        return new TilesBoard(tiles);
    }

    /// <summary>Makes random moves from the ordered board, none of which takes the one before it back.</summary>
    /// <param name="seed">Seed of a series.</param>
    /// <param name="index">The board's number in it.</param>
    /// <param name="side">Rows and columns, 2 to 5.</param>
    /// <param name="goal">The order to start from.</param>
    /// <param name="moves">The number of moves, at least zero. The path back may be shorter.</param>
    public static TilesBoard Walk(ulong seed, ulong index, int side, TilesGoal goal, int moves)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(moves);
        var board = TilesBoard.Ordered(side, goal);
        var random = SeededRandom.For(seed, index);
        TilesMove? last = null;
        for (int made = 0; made < moves;)
        {
            var move = (TilesMove)random.NextInt32(4);
            if ((last is null || (int)move != ((int)last ^ 1)) && board.After(move) is { } next)
            {
                (board, last) = (next, move);
                made++;
            }
        }

        return board;
    }
}
