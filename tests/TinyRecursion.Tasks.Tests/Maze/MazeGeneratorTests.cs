using CsCheck;
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
            MazeVerdict verdict = MazeChecker.Check(puzzle.Board, puzzle.Label!, MazePaths.Label(puzzle.Board));
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
        Assert.Equal("4x4 golden: .G.#.#.#....#S#.", "4x4 golden: " + MazeGenerator.Generate(1, 0, new MazeGeneratorOptions { Rows = 4, Columns = 4, MinimumWalls = 3, MaximumWalls = 6, MinimumMoves = 5 }).Board);
    }

    [Fact]
    public void The_longest_paths_that_there_can_be_are_all_found()
    {
        // On 3×3, one wall in the middle and one beside it or in a corner leave six moves around: eight layouts, none skipped.
        var options = new MazeGeneratorOptions { Rows = 3, Columns = 3, MinimumWalls = 2, MaximumWalls = 2, MinimumMoves = 6, MaximumLayouts = 1000 };
        MazePuzzle[] puzzles = [.. Enumerable.Range(0, 60).Select(index => MazeGenerator.Generate(1, (ulong)index, options))];
        Assert.All(puzzles, puzzle => Assert.Equal(6, puzzle.Moves));
        Assert.Equal(8, puzzles.Select(puzzle => string.Concat(puzzle.Board.ToString().Select(symbol => symbol == '#' ? '#' : '.'))).Distinct().Count());
    }

    [Fact]
    public void Perfect_mazes_are_trees_of_corridors_and_rectangles_are_made() => Gen.Select(Gen.Int[1, 14], Gen.Int[1, 14], Gen.ULong).Sample((rows, columns, seed) =>
    {
        var options = new MazeGeneratorOptions { Kind = MazeKind.Perfect, Rows = rows, Columns = columns, MinimumMoves = 1, MaximumLayouts = 1 };
        if (((rows + 1) / 2) * ((columns + 1) / 2) < 2)
        {
            return true;
        }

        MazeBoard board = MazeGenerator.Generate(seed, 0, options).Board;
        int[] distances = MazePaths.Distances(board, board.Start);
        int free = 0, doors = 0;
        for (int cell = 0; cell < distances.Length; cell++)
        {
            bool right = cell % columns < columns - 1 && distances[cell] >= 0 && distances[cell + 1] >= 0;
            bool below = cell + columns < distances.Length && distances[cell] >= 0 && distances[cell + columns] >= 0;
            doors += (right ? 1 : 0) + (below ? 1 : 0);
            free += board.Cells[cell] != MazeCell.Wall ? 1 : 0;
        }

        // All free cells are reached, and a connected graph with one edge less than nodes is a tree.
        int rooms = ((rows + 1) / 2) * ((columns + 1) / 2);
        return free == (2 * rooms) - 1 && distances.Count(distance => distance >= 0) == free && doors == free - 1;
    });

    [Fact]
    public void Mazes_without_a_path_are_made_where_asked()
    {
        for (ulong index = 0; index < 10; index++)
        {
            MazePuzzle puzzle = MazeGenerator.Generate(2, index, MazeSamples.Small with { Columns = 12, MinimumMoves = 0 });
            Assert.Equal((10, 12, null, null), (puzzle.Board.Rows, puzzle.Board.Columns, puzzle.Label, MazePaths.ShortestMoves(puzzle.Board)));
        }
    }

    [Fact]
    public void What_cannot_be_made_is_refused()
    {
        Assert.Equal(
            "No path of 10 moves in 20 mazes of 2×2 with 0 to 2 walls.",
            Assert.Throws<InvalidOperationException>(() => MazeGenerator.Generate(
                1, 0, new MazeGeneratorOptions { Rows = 2, Columns = 2, MinimumWalls = 0, MaximumWalls = 2, MinimumMoves = 10, MaximumLayouts = 20 })).Message);
        foreach (MazeGeneratorOptions options in (MazeGeneratorOptions[])
            [new() { Rows = 0 }, new() { Rows = 1, Columns = 1, MinimumWalls = 0, MaximumWalls = 0 }, new() { Columns = 2049 }, new() { MinimumWalls = -1 }, new() { MaximumWalls = 269 }, new() { MaximumWalls = 899 }, new() { MinimumMoves = -1 }, new() { Pairs = 0 }, new() { MaximumLayouts = 0 }])
        {
            Assert.Throws<ArgumentOutOfRangeException>(() => MazeGenerator.Generate(1, 0, options));
        }
    }
}
