using CsCheck;
using TinyRecursion.Tasks.Sudoku;
using Xunit;

namespace TinyRecursion.Tasks.Tests.Sudoku;

public class SudokuAugmentationTests
{
    public static TheoryData<int> BoxSizes => [2, 3, 4, 5];

    private static SudokuAugmentation Drawn(int boxSize, ulong seed)
    {
        var random = new SeededRandom(seed);
        return SudokuAugmentation.Draw(boxSize, ref random);
    }

    [Theory]
    [MemberData(nameof(BoxSizes))]
    public void The_inverse_gives_every_board_back(int boxSize)
    {
        int side = boxSize * boxSize;
        Gen.Select(Gen.ULong, Gen.Byte[0, (byte)side].Array[side * side]).Sample((seed, digits) =>
        {
            var board = new SudokuBoard(boxSize, digits);
            SudokuAugmentation drawn = Drawn(boxSize, seed);
            return drawn.Inverse.Apply(drawn.Apply(board)).Equals(board) && drawn.Apply(drawn.Inverse.Apply(board)).Equals(board);
        }, iter: 200);
    }

    [Fact]
    public void A_puzzle_keeps_its_validity_and_its_only_solution()
    {
        SudokuPuzzle[] puzzles = [.. Enumerable.Range(0, 5).Select(index => Boards.Generated((ulong)index))];
        Gen.Select(Gen.ULong, Gen.Int[0, puzzles.Length - 1]).Sample((seed, index) =>
        {
            SudokuPuzzle changed = Drawn(3, seed).Apply(puzzles[index]);
            return changed.Board.ClueCount == puzzles[index].Board.ClueCount
                && SudokuChecker.Check(changed.Board, changed.Solution!).IsSolved
                && SudokuGrading.CountSolutions(changed.Board, 2) == 1;
        }, iter: 200);
    }

    [Theory]
    [MemberData(nameof(BoxSizes))]
    public void A_full_grid_of_any_size_stays_one(int boxSize)
    {
        int side = boxSize * boxSize;
        byte[] cells = [.. Enumerable.Range(0, side * side)
            .Select(cell => (byte)(1 + ((((cell / side) % boxSize * boxSize) + (cell / side / boxSize) + cell) % side)))];
        var grid = new SudokuBoard(boxSize, cells);
        Assert.True(SudokuChecker.CheckClues(grid).IsSolved);
        Gen.ULong.Sample(seed => SudokuChecker.CheckClues(Drawn(boxSize, seed).Apply(grid)).IsSolved, iter: 100);
    }

    [Fact]
    public void Transposing_comes_before_moving_lines_and_renaming_digits()
    {
        var augmentation = new SudokuAugmentation(2, true, [0, 2, 1, 3, 4], [1, 0, 2, 3], [0, 1, 3, 2]);
        SudokuBoard board = Boards.Parse("1.2......3......");
        Assert.Equal(1, board[0, 0]);
        // Cell r3c2 goes to r2c3 by transposing, to r1 by the rows, to c4 by the columns.
        Assert.Equal("...32...1.......", augmentation.Apply(board).ToString());
    }

    [Fact]
    public void A_seed_draws_the_same_augmentation_and_both_kinds_occur()
    {
        Assert.Equal(Drawn(3, 7).Apply(Boards.Parse(Boards.Solution)), Drawn(3, 7).Apply(Boards.Parse(Boards.Solution)));
        int transposed = Enumerable.Range(0, 400).Count(seed => Drawn(3, (ulong)seed).IsTransposed);
        Assert.InRange(transposed, 140, 260);
        Assert.Equal(400, Enumerable.Range(0, 400).Select(seed => Drawn(3, (ulong)seed).Apply(Boards.Parse(Boards.Solution))).Distinct().Count());
    }

    [Fact]
    public void What_is_no_symmetry_is_refused()
    {
        Assert.Equal(
            "Expected each line from 0 to 3 once, 2 of a band together. (Parameter 'rows')",
            Assert.Throws<ArgumentException>(() => new SudokuAugmentation(2, false, [0, 1, 2, 3, 4], [0, 2, 1, 3], [0, 1, 2, 3])).Message);
        Assert.Throws<ArgumentException>(() => new SudokuAugmentation(2, false, [1, 0, 2, 3, 4], [0, 1, 2, 3], [0, 1, 2, 3]));
        Assert.Throws<ArgumentException>(() => new SudokuAugmentation(2, false, [0, 1, 2, 3, 4], [0, 1, 2, 3], [0, 1, 2, 2]));
        Assert.Throws<ArgumentException>(() => Drawn(2, 1).Apply(Boards.Parse(Boards.Puzzle)));
        Assert.Throws<ArgumentOutOfRangeException>(() => Drawn(6, 1));
    }
}
