using CsCheck;
using TinyRecursion.Tasks.Sudoku;
using Xunit;

namespace TinyRecursion.Tasks.Tests;

public class SudokuCheckerTests
{
    private static readonly SudokuBoard Puzzle = Boards.Parse(Boards.Puzzle);

    private static SudokuVerdict Check(Func<byte[], byte[]> change)
    {
        byte[] digits = change(Boards.Parse(Boards.Solution).Cells.ToArray());
        SudokuVerdict verdict = SudokuChecker.Check(Puzzle, new SudokuBoard(3, digits));
        Assert.Equal(verdict.IsSolved, SudokuChecker.IsSolved(Puzzle.Cells, digits));
        return verdict;
    }

    [Fact]
    public void Accepts_the_solution() => Assert.True(Check(digits => digits).IsSolved);

    [Fact]
    public void Names_the_unit_the_digit_and_the_cells_of_a_conflict()
    {
        // r1c3 is 4 in the solution and open in the puzzle; a 7 there stands twice in its row, column and box.
        SudokuVerdict verdict = Check(digits =>
        {
            digits[2] = 7;
            return digits;
        });
        Assert.Contains("digit 7 twice in row 1 (r1c3, r1c5)", verdict.Conflicts.Select(c => c.ToString()));
        Assert.Contains("digit 7 twice in box 1 (r1c3, r2c2)", verdict.Conflicts.Select(c => c.ToString()));
        Assert.Contains(verdict.Conflicts, c => c.Unit == SudokuUnit.Column && c.Index == 2 && c.Digit == 7);
    }

    [Fact]
    public void Names_changed_clues_and_empty_cells()
    {
        SudokuVerdict verdict = Check(digits =>
        {
            digits[0] = 0;
            digits[1] = 9;
            return digits;
        });
        Assert.Equal("r1c1 is empty", verdict.Conflicts[0].ToString());
        Assert.Equal("the clue 3 at r1c2 was changed", verdict.Conflicts[1].ToString());
    }

    [Fact]
    public void Each_kind_of_unit_is_found_alone()
    {
        // Exchanging two cells of a row keeps rows; within a stack it keeps boxes too, so that columns alone conflict.
        Assert.All(Exchanged(0, 1), c => Assert.Equal(SudokuUnit.Column, c.Unit));
        Assert.All(Exchanged(0, 9), c => Assert.Equal(SudokuUnit.Row, c.Unit));
        // A cyclic Latin square keeps rows and columns and breaks every box.
        var latin = new SudokuBoard(3, Enumerable.Range(0, 81).Select(cell => (byte)(1 + (((cell / 9) + cell) % 9))).ToArray());
        IReadOnlyList<SudokuConflict> boxes = SudokuChecker.Check(new SudokuBoard(3, new byte[81]), latin).Conflicts;
        Assert.NotEmpty(boxes);
        Assert.All(boxes, c => Assert.Equal(SudokuUnit.Box, c.Unit));
        Assert.Equal("digit 3 3 times in box 1 (r1c3, r2c2, r3c1)", boxes.First(c => c.Cells.Count == 3).ToString());
    }

    [Fact]
    public void A_digit_above_the_side_is_no_digit()
    {
        // 32 more is the same bit of a 32-bit shift.
        foreach (int more in (int[])[9, 32, 64, 224])
        {
            byte[] digits = Boards.Parse(Boards.Solution).Cells.ToArray();
            digits[2] += (byte)more;
            Assert.False(SudokuChecker.IsSolved(Puzzle.Cells, digits));
        }
    }

    [Fact]
    public void Boards_of_another_size_are_refused()
    {
        byte[] digits = Boards.Parse(Boards.Solution).Cells.ToArray();
        Assert.Throws<ArgumentException>(() => SudokuChecker.IsSolved(Puzzle.Cells, digits.AsSpan(0, 80)));
        Assert.Throws<ArgumentException>(() => SudokuChecker.IsSolved([], []));
        Assert.Throws<ArgumentException>(() => SudokuChecker.Check(Puzzle, new SudokuBoard(2, new byte[16])));
    }

    [Fact]
    public void The_quick_check_agrees_with_the_full_one_and_allocates_nothing()
    {
        byte[] solution = Boards.Parse(Boards.Solution).Cells.ToArray();
        Gen.Select(Gen.Int[0, 80], Gen.Byte[0, 9]).Array[0, 3].Sample(changes => Check(digits =>
        {
            foreach ((int cell, byte digit) in changes)
            {
                digits[cell] = digit;
            }

            return digits;
        }));
        long before = GC.GetAllocatedBytesForCurrentThread();
        SudokuChecker.IsSolved(Puzzle.Cells, solution);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private static IReadOnlyList<SudokuConflict> Exchanged(int first, int second)
    {
        byte[] digits = Boards.Parse(Boards.Solution).Cells.ToArray();
        (digits[first], digits[second]) = (digits[second], digits[first]);
        IReadOnlyList<SudokuConflict> conflicts = SudokuChecker.CheckClues(new SudokuBoard(3, digits)).Conflicts;
        Assert.Equal(2, conflicts.Count);
        return conflicts;
    }

    /// <summary>Boards without clues that break one kind of unit and no other.</summary>
    public static TheoryData<string, string> OneKindBroken
    {
        get
        {
            byte[] solution = Boards.Parse(Boards.Solution).Cells.ToArray();
            return new()
            {
                // Two cells of a box change places within their column, or within their row.
                { "row", Text(Swapped(0, 9)) },
                { "column", Text(Swapped(0, 1)) },
                // A square of shifted rows is Latin, and its boxes are not.
                { "box", Text([.. Enumerable.Range(0, 81).Select(cell => (byte)((((cell / 9) + (cell % 9)) % 9) + 1))]) },
            };

            byte[] Swapped(int one, int other)
            {
                byte[] digits = [.. solution];
                (digits[one], digits[other]) = (digits[other], digits[one]);
                return digits;
            }
        }
    }

    [Theory]
    [MemberData(nameof(OneKindBroken))]
    public void Rows_columns_and_boxes_are_looked_at_each_for_itself(string unit, string digits)
    {
        SudokuBoard board = Boards.Parse(digits);
        IReadOnlyList<SudokuConflict> conflicts = SudokuChecker.CheckClues(board).Conflicts;

        Assert.NotEmpty(conflicts);
        Assert.All(conflicts, conflict => Assert.Contains($" in {unit} ", conflict.ToString(), StringComparison.Ordinal));
        Assert.False(SudokuChecker.IsSolved(new byte[81], board.Cells));
        Assert.False(SudokuChecker.Check(new SudokuBoard(3, new byte[81]), board).IsSolved);
    }

    private static string Text(byte[] digits) => string.Concat(digits);
}
