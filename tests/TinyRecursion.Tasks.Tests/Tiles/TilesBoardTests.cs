using CsCheck;
using TinyRecursion.Recursion.Planning;
using TinyRecursion.Tasks.Tiles;
using Xunit;

namespace TinyRecursion.Tasks.Tests.Tiles;

public class TilesBoardTests
{
    [Fact]
    public void Half_of_all_boards_can_be_ordered_and_parity_knows_which()
    {
        Dictionary<ulong, int> reached = TilesSamples.Distances.Value;
        Assert.Equal(362_880 / 2, reached.Count);
        var space = new TilesSpace<ulong>(3);
        Gen.Shuffle(new byte[] { 0, 1, 2, 3, 4, 5, 6, 7, 8 }).Sample(tiles =>
        {
            var board = new TilesBoard(tiles);
            Assert.Equal(reached.ContainsKey(space.KeyOf(board, TilesGoal.BlankFirst)), board.CanReach(TilesGoal.BlankFirst));
            Assert.Equal(reached.ContainsKey(space.KeyOf(board, TilesGoal.BlankLast)), board.CanReach(TilesGoal.BlankLast));
        });
    }

    [Fact]
    public void Moves_keep_an_order_within_reach() => Gen.Select(TilesSamples.Board, TilesSamples.Goal, Gen.Int[0, 3]).Sample((board, goal, move) =>
        Assert.True(board.After((TilesMove)move) is not { } after || after.CanReach(goal) == board.CanReach(goal)));

    [Fact]
    public void A_move_slides_the_tile_that_its_name_says()
    {
        var board = new TilesBoard([1, 2, 3, 4, 0, 5, 6, 7, 8]);
        Assert.Equal("1 2 3 4 5 0 6 7 8", board.After(TilesMove.Left)!.ToString());
        Assert.Equal("1 2 3 0 4 5 6 7 8", board.After(TilesMove.Right)!.ToString());
        Assert.Equal("1 2 3 4 7 5 6 0 8", board.After(TilesMove.Up)!.ToString());
        Assert.Equal("1 0 3 4 2 5 6 7 8", board.After(TilesMove.Down)!.ToString());
        Assert.Null(TilesBoard.Ordered(2, TilesGoal.BlankLast).After(TilesMove.Left));
        Assert.Null(TilesBoard.Ordered(2, TilesGoal.BlankFirst).After(TilesMove.Down));
    }

    [Theory]
    [InlineData(new byte[] { 0, 1, 2 })]
    [InlineData(new byte[] { 0, 1, 2, 4 })]
    [InlineData(new byte[] { 0, 1, 2, 2 })]
    public void What_is_no_board_is_refused(byte[] tiles) => Assert.Throws<ArgumentException>(() => new TilesBoard(tiles));

    [Fact]
    public void The_space_makes_the_moves_of_the_board() => Gen.Select(TilesSamples.Board, TilesSamples.Goal).Sample((board, goal) =>
    {
        if (board.Side == 5)
        {
            Compare(new TilesSpace<UInt128>(5), board, goal);
        }
        else
        {
            Compare(new TilesSpace<ulong>(board.Side), board, goal);
        }
    });

    [Fact]
    public void A_mirrored_board_is_as_far_from_its_order()
    {
        Dictionary<ulong, int> distances = TilesSamples.Distances.Value;
        var space = new TilesSpace<ulong>(3);
        Assert.All(distances.Take(5000), pair => Assert.Equal(pair.Value, distances[space.Mirrored(pair.Key)]));
    }

    [Fact]
    public void Boards_that_do_not_fit_a_key_are_refused() => Assert.Throws<ArgumentException>(() => new TilesSpace<ulong>(5));

    private static void Compare<TKey>(TilesSpace<TKey> space, TilesBoard board, TilesGoal goal)
        where TKey : unmanaged, System.Numerics.IBinaryInteger<TKey>
    {
        var successors = new Successor<TKey>[4];
        TKey key = space.KeyOf(board, goal);
        int count = space.Expand(key, successors);
        Assert.Equal(Enum.GetValues<TilesMove>().Count(move => board.After(move) is not null), count);
        Assert.Equal(board.Equals(TilesBoard.Ordered(board.Side, goal)), space.IsGoal(key));
        foreach (Successor<TKey> successor in successors[..count])
        {
            TilesMove move = TilesSpace<TKey>.MoveOf(successor.Action, goal);
            Assert.Equal(successor.Action, TilesSpace<TKey>.ActionOf(move, goal));
            Assert.Equal(space.KeyOf(board.After(move)!, goal), successor.State);
            Assert.Equal(1f, successor.Cost);
        }
    }
}
