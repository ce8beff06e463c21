using TinyRecursion.Tasks.Tiles;
using Xunit;

namespace TinyRecursion.Tasks.Tests.Tiles;

public class TilesCheckerTests
{
    private static readonly TilesBoard Board = new([1, 2, 3, 4, 5, 0, 7, 8, 6]);

    [Fact]
    public void Moves_that_order_the_board_are_accepted() =>
        Assert.True(TilesChecker.Check(Board, TilesGoal.BlankLast, [TilesMove.Up]).IsSolved);

    [Fact]
    public void A_move_that_cannot_be_made_is_named() => Assert.Equal(
        "move 2: no tile can slide left, the blank is at that side's edge",
        TilesChecker.Check(Board, TilesGoal.BlankLast, [TilesMove.Up, TilesMove.Left, TilesMove.Up]).Reason);

    [Fact]
    public void A_board_that_is_not_in_order_is_described()
    {
        Assert.Equal("after 0 moves row 2, column 3 holds 0, not 6", TilesChecker.Check(Board, TilesGoal.BlankLast, []).Reason);
        Assert.Equal("after 1 moves row 1, column 1 holds 1, not 0", TilesChecker.Check(Board, TilesGoal.BlankFirst, [TilesMove.Up]).Reason);
    }
}
