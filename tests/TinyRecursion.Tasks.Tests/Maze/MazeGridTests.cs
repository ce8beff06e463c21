using CsCheck;
using TinyRecursion.Problems;
using TinyRecursion.Tasks.Grids;
using TinyRecursion.Tasks.Maze;
using Xunit;

namespace TinyRecursion.Tasks.Tests.Maze;

public class MazeGridTests
{
    [Fact]
    public void Open_cells_see_their_neighbours_down_left_right_up_and_nothing_beyond_walls_and_the_edge()
    {
        MazeBoard board = MazeSamples.Parse("S.#/.G.");
        Problem problem = MazeGrid.Encode(board);
        Assert.Equal([0, 1, 3, 4, 5], MazeGrid.OpenCells(board));
        Assert.Equal([2, 1, 1, 3, 1], problem.Features);
        NeighbourRelation around = problem.Topology.Neighbours(MazeGrid.Relation);
        Assert.Equal([2, -1, 1, -1], around.NeighboursOf(0));
        Assert.Equal([3, 0, -1, -1], around.NeighboursOf(1));
        Assert.Equal([-1, 2, 4, 1], around.NeighboursOf(3));
        Assert.Equal([-1, 3, -1, -1], around.NeighboursOf(4));
    }

    [Fact]
    public void A_symmetry_names_the_neighbours_as_on_the_turned_maze() => Gen.Select(MazeSamples.Puzzle, Gen.Int[0, 7]).Sample((puzzle, symmetry) =>
    {
        MazeBoard board = puzzle.Board, turned = MazeAugmentation.Apply(symmetry, board);
        Problem seen = MazeGrid.Encode(board, symmetry), expected = MazeGrid.Encode(turned);
        int[] open = MazeGrid.OpenCells(board), openTurned = MazeGrid.OpenCells(turned);
        int[] place = [.. openTurned.Select(cell => Array.IndexOf(open, Dihedral.Source(symmetry, board.Rows, board.Columns, cell / turned.Columns, cell % turned.Columns)))];
        for (int cell = 0; cell < place.Length; cell++)
        {
            int[] neighbours = [.. expected.Topology.Neighbours(MazeGrid.Relation).NeighboursOf(cell).ToArray().Select(next => next < 0 ? next : place[next])];
            if (!seen.Topology.Neighbours(MazeGrid.Relation).NeighboursOf(place[cell]).SequenceEqual(neighbours)
                || seen.Features[place[cell]] != expected.Features[cell])
            {
                return false;
            }
        }

        return true;
    });

    [Fact]
    public void Free_cells_with_a_score_above_zero_are_marked_and_changes_are_told()
    {
        MazeBoard board = MazeSamples.Parse("S.#/.G.");
        var marked = new bool[6];
        Assert.True(MazeGrid.Decode([1f, 1f, float.NaN, 1f, 1e-30f], board, marked));
        Assert.Equal([false, true, false, false, false, true], marked);
        Assert.False(MazeGrid.Decode([-1f, 2f, 0f, 0f, 1f], board, marked));
        Assert.True(MazeGrid.Decode([-1f, 0f, 0f, 0f, 1f], board, marked));
        Assert.Throws<ArgumentException>(() => MazeGrid.Decode(new float[6], board, new bool[6]));
        Assert.Throws<ArgumentException>(() => MazeGrid.Decode(new float[5], board, new bool[5]));
    }
}
