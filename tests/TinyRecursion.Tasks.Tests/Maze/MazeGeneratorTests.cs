using TinyRecursion.Tasks.Maze;
using Xunit;

namespace TinyRecursion.Tasks.Tests.Maze;

public class MazeGeneratorTests
{
    [Fact]
    public void Mazes_are_as_asked_and_carry_the_label_of_files()
    {
        for (ulong index = 0; index < 50; index++)
        {
            MazePuzzle puzzle = MazeGenerator.Generate(3, index, MazeSamples.Small);
            int walls = puzzle.Board.Cells.Count(MazeCell.Wall);
            Assert.Equal((10, 10), (puzzle.Board.Rows, puzzle.Board.Columns));
            Assert.InRange(walls, 25, 45);
            Assert.True(puzzle.Moves >= 12);
            MazeVerdict verdict = MazeChecker.Check(puzzle.Board, puzzle.Label!, MazeSolver.Label(puzzle.Board));
            Assert.True(verdict is { IsShortest: true, EqualsLabel: true });
        }
    }

    [Fact]
    public void The_defaults_make_mazes_like_maze_hard()
    {
        MazePuzzle puzzle = MazeGenerator.Generate(1, 0);
        Assert.Equal(900, puzzle.Board.Cells.Length);
        Assert.InRange(puzzle.Board.Cells.Count(MazeCell.Wall), 270, 450);
        Assert.True(puzzle.Moves >= 109);
    }

    [Fact]
    public void A_maze_depends_on_seed_and_index_alone()
    {
        Assert.Equal(MazeGenerator.Generate(3, 7, MazeSamples.Small), MazeGenerator.Generate(3, 7, MazeSamples.Small));
        Assert.NotEqual(MazeGenerator.Generate(3, 7, MazeSamples.Small), MazeGenerator.Generate(3, 8, MazeSamples.Small));
        Assert.NotEqual(MazeGenerator.Generate(3, 7, MazeSamples.Small), MazeGenerator.Generate(4, 7, MazeSamples.Small));
        Assert.Equal("4x4 golden: .G.#.#.#....#S#.", "4x4 golden: " + MazeGenerator.Generate(1, 0, new MazeGeneratorOptions { Side = 4, MinimumWalls = 3, MaximumWalls = 6, MinimumMoves = 5 }).Board);
    }

    [Fact]
    public void The_longest_ways_that_there_can_be_are_all_found()
    {
        // On 3×3, one wall in the middle and one beside it or in a corner leave six moves around: eight layouts, none skipped.
        var options = new MazeGeneratorOptions { Side = 3, MinimumWalls = 2, MaximumWalls = 2, MinimumMoves = 6, MaximumLayouts = 1000 };
        MazePuzzle[] puzzles = [.. Enumerable.Range(0, 60).Select(index => MazeGenerator.Generate(1, (ulong)index, options))];
        Assert.All(puzzles, puzzle => Assert.Equal(6, puzzle.Moves));
        Assert.Equal(8, puzzles.Select(puzzle => string.Concat(puzzle.Board.ToString().Select(symbol => symbol == '#' ? '#' : '.'))).Distinct().Count());
    }

    [Fact]
    public void What_cannot_be_made_is_refused()
    {
        Assert.Equal(
            "No way of 10 moves in 20 mazes of 2×2 with 0 to 2 walls.",
            Assert.Throws<InvalidOperationException>(() => MazeGenerator.Generate(
                1, 0, new MazeGeneratorOptions { Side = 2, MinimumWalls = 0, MaximumWalls = 2, MinimumMoves = 10, MaximumLayouts = 20 })).Message);
        foreach (MazeGeneratorOptions options in (MazeGeneratorOptions[])
            [new() { Side = 1 }, new() { Side = 101 }, new() { MinimumWalls = -1 }, new() { MaximumWalls = 269 }, new() { MaximumWalls = 899 }, new() { MinimumMoves = 0 }, new() { Pairs = 0 }, new() { MaximumLayouts = 0 }])
        {
            Assert.Throws<ArgumentOutOfRangeException>(() => MazeGenerator.Generate(1, 0, options));
        }
    }
}
