using CsCheck;
using TinyRecursion.Tasks.Maze;
using Xunit;

namespace TinyRecursion.Tasks.Tests.Maze;

public class MazePathsTests
{
    [Fact]
    public void The_first_move_from_a_cell_is_that_of_the_label_with_the_start_there() => MazeSamples.Board.Sample(board =>
    {
        int[] distances = MazePaths.Distances(board, board.Goal);
        for (int cell = 0; cell < board.Cells.Length; cell++)
        {
            int direction = MazePaths.FirstMove(board, cell, distances);
            int expected = board.Cells[cell] == MazeCell.Wall || cell == board.Goal ? -1 : FirstOfPath(board, cell);
            if (expected != (direction < 0 ? -1 : cell + ((int[])[board.Columns, -1, 1, -board.Columns])[direction]))
            {
                return false;
            }
        }

        return true;
    });

    [Fact]
    public void Among_moves_that_are_as_good_the_first_is_down_then_left_right_up()
    {
        MazeBoard board = MazeSamples.Parse("S../.../..G");
        int[] distances = MazePaths.Distances(board, board.Goal);

        Assert.Equal([0, 0, 0, 0, 0, 0, 2, 2, -1], Enumerable.Range(0, 9).Select(cell => MazePaths.FirstMove(board, cell, distances)));
    }

    /// <summary>The second cell of the labelled path from a cell, -1 where there is none.</summary>
    private static int FirstOfPath(MazeBoard board, int cell)
    {
        MazeCell[] cells = [.. board.Cells.ToArray().Select(kind => kind == MazeCell.Start ? MazeCell.Free : kind)];
        cells[cell] = MazeCell.Start;
        return MazePaths.Path(new MazeBoard(board.Rows, board.Columns, cells)) is { } path ? path[1] : -1;
    }
}
