using CsCheck;
using TinyRecursion.Tasks.Maze;
using Xunit;

namespace TinyRecursion.Tasks.Tests.Maze;

public class MazeCheckerTests
{
    [Theory]
    [InlineData("S.G/.#./...", "So./.#./...", "a shortest path of 2 moves")]
    [InlineData("S.G/.#./...", ".../o#o/ooo", "the path takes 6 moves, the shortest 2")]
    [InlineData("S.G/.#./...", "..././...", null)]
    [InlineData("S.G/.#./...", ".../.../...", "the marks do not lead from the start to the goal: they end at r1c1")]
    [InlineData("S.G/.#./...", ".../o../oo.", "the marks do not lead from the start to the goal: they end at r3c2")]
    [InlineData("S.G/.#./...", ".o./.../.oo", "2 cells are marked beside the path, first r3c2")]
    [InlineData("S.G/.#./...", ".o./.o./...", "1 cell is marked, but r2c2 is a wall")]
    [InlineData("S.G/.#./...", "oo./.../...", "1 cell is marked, but r1c1 is the start")]
    [InlineData("S.G/.#./...", ".oo/.../..o", "1 cell is marked, but r1c3 is the goal; 1 cell is marked beside the path, first r3c3")]
    [InlineData("SG", "..", "a shortest path of 1 move")]
    [InlineData("S#G", "...", "there is no path from the start to the goal")]
    [InlineData("S#G/.#.", ".../o..", "there is no path from the start to the goal, but 1 cell is marked")]
    public void The_checker_says_everything_that_is_wrong(string maze, string marks, string? expected)
    {
        if (expected is null)
        {
            Assert.Throws<ArgumentException>(() => MazeChecker.Check(MazeSamples.Parse(maze), new MazeMarks(2, 3, [])));
            return;
        }

        MazeVerdict verdict = MazeChecker.Check(MazeSamples.Parse(maze), MazeSamples.Marks(marks));
        Assert.Equal(expected, verdict.ToString());
        Assert.Equal(expected.StartsWith('a'), verdict.IsShortest);
        Assert.Equal(expected.Contains(" move", StringComparison.Ordinal), verdict.IsPath);
        Assert.Equal(expected.EndsWith("to the goal", StringComparison.Ordinal), verdict.IsNoPath);
        Assert.Equal(verdict.IsShortest || verdict.IsNoPath, verdict.IsRight);
    }

    [Fact]
    public void Equality_with_the_label_stands_beside_being_shortest()
    {
        MazeBoard board = MazeSamples.Parse("S./.G");
        MazeMarks down = MazeSamples.Marks("../o."), right = MazeSamples.Marks(".o/..");
        Assert.Equal(down, MazePaths.Label(board));
        Assert.Equal((true, false), (MazeChecker.Check(board, right, down).IsShortest, MazeChecker.Check(board, right, down).EqualsLabel));
        Assert.True(MazeChecker.Check(board, down, down).EqualsLabel);
        Assert.Null(MazeChecker.Check(board, down).EqualsLabel);
    }

    [Fact]
    public void The_checker_accepts_what_the_solver_finds_and_nothing_with_a_cell_more_or_less() =>
        Gen.Select(MazeSamples.Puzzle, Gen.Int[0, 80]).Sample((puzzle, at) =>
        {
            if (puzzle.Label is null)
            {
                return MazePaths.ShortestMoves(puzzle.Board) is null && MazeChecker.Check(puzzle.Board, new MazeMarks(puzzle.Board.Rows, puzzle.Board.Columns, [])) is { IsPath: false, IsNoPath: true };
            }

            int cell = at % puzzle.Board.Cells.Length;
            var changed = new MazeMarks(puzzle.Board.Rows, puzzle.Board.Columns,
                puzzle.Label[cell] ? puzzle.Label.Cells.Where(other => other != cell) : puzzle.Label.Cells.Append(cell));
            MazeVerdict verdict = MazeChecker.Check(puzzle.Board, puzzle.Label);
            return verdict.IsShortest && verdict.Moves == puzzle.Moves && !MazeChecker.Check(puzzle.Board, changed).IsPath;
        });

    [Fact]
    public void Distances_are_those_of_relaxing_until_nothing_changes() => MazeSamples.Board.Sample(board =>
    {
        int[] expected = [.. Enumerable.Repeat(10_000, board.Cells.Length)];
        expected[board.Start] = 0;
        for (bool changed = true; changed;)
        {
            changed = false;
            for (int cell = 0; cell < expected.Length; cell++)
            {
                (int row, int column) = Math.DivRem(cell, board.Columns);
                foreach ((int r, int c) in (ReadOnlySpan<(int, int)>)[(row - 1, column), (row + 1, column), (row, column - 1), (row, column + 1)])
                {
                    if (r >= 0 && c >= 0 && r < board.Rows && c < board.Columns && board[row, column] != MazeCell.Wall
                        && expected[(r * board.Columns) + c] + 1 < expected[cell])
                    {
                        (expected[cell], changed) = (expected[(r * board.Columns) + c] + 1, true);
                    }
                }
            }
        }

        return MazePaths.Distances(board, board.Start).SequenceEqual(expected.Select(distance => distance == 10_000 ? -1 : distance));
    });

    [Fact]
    public void The_label_is_the_path_that_a_walk_down_left_right_up_towards_the_goal_takes() => MazeSamples.Puzzle.Sample(puzzle =>
    {
        // The same choice said locally: distances from the goal, then from the start the first direction that comes closer.
        MazeBoard board = puzzle.Board;
        int[] toGoal = MazePaths.Distances(board, board.Goal);
        var walked = new List<int>();
        for (int cell = board.Start; puzzle.Label is not null && cell != board.Goal;)
        {
            (int row, int column) = Math.DivRem(cell, board.Columns);
            (int Row, int Column)[] next = [(row + 1, column), (row, column - 1), (row, column + 1), (row - 1, column)];
            cell = next.Where(at => at.Row >= 0 && at.Column >= 0 && at.Row < board.Rows && at.Column < board.Columns)
                .Select(at => (at.Row * board.Columns) + at.Column).First(other => toGoal[other] >= 0 && toGoal[other] == toGoal[cell] - 1);
            walked.Add(cell);
        }

        return puzzle.Label is null || puzzle.Label.Cells.SequenceEqual(walked.SkipLast(1).Order());
    });
}
