using CsCheck;
using TinyRecursion.Tasks.Grids;
using TinyRecursion.Tasks.Maze;
using TinyRecursion.Tasks.Sequences;
using Xunit;

namespace TinyRecursion.Tasks.Tests.Maze;

public class MazeEncodingTests
{
    [Fact]
    public void Decoding_gives_every_label_back_in_a_field_of_any_size() =>
        Gen.Select(MazeSamples.Puzzle, Gen.Int[0, 3], Gen.Int[0, 3]).Sample((puzzle, below, right) =>
        {
            MazeMarks label = puzzle.Label ?? new MazeMarks(puzzle.Board.Rows, puzzle.Board.Columns, []);
            (int, int)? field = below + right == 0 ? null : (puzzle.Board.Rows + below, puzzle.Board.Columns + right);
            TokenExample example = MazeEncoding.Encode(puzzle.Board, label, field);
            return MazeEncoding.Decode(example.Labels, puzzle.Board, field).Equals(label)
                && example.Inputs.SequenceEqual(MazeEncoding.Encode(puzzle.Board, field))
                && example.Labels.Zip(example.Inputs).All(pair => pair.First == TokenExample.Ignored == (pair.Second == MazeEncoding.Pad));
        });

    [Fact]
    public void Tokens_are_those_of_the_published_characters()
    {
        TokenExample example = MazeEncoding.Encode(MazeSamples.Parse("#S./..G"), MazeSamples.Marks("..o/..."), (3, 4));
        Assert.Equal([1, 3, 2, 0, 2, 2, 4, 0, 0, 0, 0, 0], example.Inputs);
        Assert.Equal([1, 3, 5, -100, 2, 2, 4, -100, -100, -100, -100, -100], example.Labels);
        Assert.Equal(0, example.Puzzle);
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        MazeBoard board = MazeSamples.Parse("S.G");
        Assert.Throws<ArgumentException>(() => MazeEncoding.Encode(board, (1, 2)));
        Assert.Throws<ArgumentException>(() => MazeEncoding.Encode(board, new MazeMarks(3, 1, [])));
        Assert.Throws<ArgumentException>(() => MazeEncoding.Decode(new int[4], board));
        Assert.Throws<ArgumentOutOfRangeException>(() => MazeEncoding.Encode(board, (1, 2049)));
    }

    [Fact]
    public void A_turned_label_stays_shortest_and_relabelling_picks_the_one_of_files() =>
        Gen.Select(MazeSamples.Puzzle, Gen.Int[0, 7]).Sample((puzzle, symmetry) =>
        {
            MazePuzzle turned = MazeAugmentation.Apply(symmetry, puzzle), relabelled = MazeAugmentation.Relabel(symmetry, puzzle);
            return MazeAugmentation.Apply(Dihedral.Inverse(symmetry), turned).Equals(puzzle)
                && turned.Board.Equals(relabelled.Board) && Equals(relabelled.Label, MazePaths.Label(turned.Board))
                && (turned.Label is null || (MazeChecker.Check(turned.Board, turned.Label).IsShortest && relabelled.Moves == turned.Moves));
        });

    [Fact]
    public void Turning_takes_maze_and_marks_along()
    {
        MazePuzzle turned = MazeAugmentation.Apply(1, new MazePuzzle(MazeSamples.Parse("S.#/#.G"), MazeSamples.Marks(".o./.o."), 4));
        Assert.Equal("#GooS#", turned.Board.ToString(turned.Label!));
        Assert.Equal((3, 2, 4), (turned.Board.Rows, turned.Board.Columns, turned.Line));
    }
}
