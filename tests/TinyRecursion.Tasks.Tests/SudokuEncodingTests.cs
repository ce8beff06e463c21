using TinyRecursion.Problems;
using TinyRecursion.Tasks.Sudoku;
using Xunit;

namespace TinyRecursion.Tasks.Tests;

public class SudokuEncodingTests
{
    private static readonly byte[] Renaming = [0, 4, 7, 1, 9, 2, 8, 3, 6, 5];

    // Singles settle every 4×4 board with one solution, so size 2 has no candidates to look at.
    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    public void Every_candidate_is_in_one_cell_two_lines_and_one_box_and_features_are_group_sizes(int boxSize)
    {
        EncodedSudoku encoded = Hard(boxSize);
        Topology topology = encoded.Problem.Topology;
        string[] order = ["cell", "line", "line", "box"];
        for (int i = 0; i < encoded.Problem.Cells; i++)
        {
            Assert.Equal(1, topology.Groups("cell").GroupsOf(i).Length);
            Assert.Equal(2, topology.Groups("line").GroupsOf(i).Length);
            Assert.Equal(1, topology.Groups("box").GroupsOf(i).Length);
            for (int column = 0; column < 4; column++)
            {
                GroupRelation relation = topology.Groups(order[column]);
                int group = relation.GroupsOf(i)[column == 2 ? 1 : 0];
                Assert.Equal(Math.Min(9, relation.MembersOf(group).Length), encoded.Problem.Features[(i * 4) + column]);
            }
        }
    }

    [Fact]
    public void Scores_of_the_labels_decode_to_the_solution()
    {
        for (ulong index = 0; index < 20; index++)
        {
            SudokuPuzzle puzzle = Boards.Generated(index);
            EncodedSudoku encoded = SudokuEncoding.Encode(puzzle.Board);
            GroupRelation cells = encoded.Problem.Topology.Groups("cell");
            int[] labels = encoded.Labels(puzzle.Solution!);
            var logits = new float[encoded.Problem.Cells];
            for (int group = 0; group < labels.Length; group++)
            {
                logits[cells.MembersOf(group)[labels[group]]] = 1f;
            }

            var digits = new byte[81];
            encoded.Decode(logits, digits);
            Assert.Equal(puzzle.Solution, new SudokuBoard(3, digits));
        }
    }

    [Fact]
    public void Singles_settle_an_easy_board_and_notice_a_contradiction()
    {
        EncodedSudoku easy = SudokuEncoding.Encode(Boards.Parse(Boards.Puzzle));
        Assert.True(easy.SolvedByPropagation);
        Assert.Equal(Boards.Solution, new SudokuBoard(3, easy.Settled).ToString());

        // The row leaves only 9 for its last cell, whose column already has one.
        SudokuBoard impossible = Boards.Parse("12345678." + new string('.', 8) + "9" + new string('.', 63));
        Assert.True(SudokuEncoding.Encode(impossible).Contradiction);
    }

    [Fact]
    public void Propagation_never_removes_the_digit_of_the_solution()
    {
        for (ulong index = 0; index < 50; index++)
        {
            SudokuPuzzle puzzle = Boards.Generated(index);
            ReadOnlySpan<uint> masks = new SudokuCandidates(puzzle.Board).Masks;
            for (int cell = 0; cell < 81; cell++)
            {
                Assert.NotEqual(0u, masks[cell] & (1u << (puzzle.Solution!.Cells[cell] - 1)));
            }
        }
    }

    [Fact]
    public void Candidates_come_by_board_cell_then_digit_and_row_groups_before_column_groups()
    {
        EncodedSudoku encoded = Hard(3);
        int[] keys = Enumerable.Range(0, encoded.Problem.Cells)
            .Select(i => (encoded.CandidateCells[i] * 10) + encoded.CandidateDigits[i]).ToArray();
        Assert.Equal(keys.Order().Distinct(), keys);
        Assert.Equal(["cell", "line", "box"], encoded.Problem.Topology.Relations.Select(relation => relation.Name));
        GroupRelation lines = encoded.Problem.Topology.Groups("line");
        for (int i = 0; i < keys.Length; i++)
        {
            ReadOnlySpan<int> groups = lines.GroupsOf(i);
            Assert.Equal(1, LineOf(groups[0], cell => cell / 9));
            Assert.Equal(1, LineOf(groups[1], cell => cell % 9));
        }

        int LineOf(int group, Func<int, int> line) =>
            lines.MembersOf(group).ToArray().Select(i => (line(keys[i] / 10), keys[i] % 10)).Distinct().Count();
    }

    [Fact]
    public void A_board_of_each_size_is_encoded()
    {
        for (int boxSize = 2; boxSize <= 5; boxSize++)
        {
            int side = boxSize * boxSize;
            EncodedSudoku empty = SudokuEncoding.Encode(new SudokuBoard(boxSize, new byte[side * side]));
            Assert.Equal(side * side * side, empty.Problem.Cells);
            Assert.All(empty.Problem.Features.ToArray(), feature => Assert.Equal(Math.Min(9, side), feature));
            Assert.Equal(2 * side * side, empty.Problem.Topology.Groups("line").GroupCount);
        }
    }

    [Fact]
    public void Equal_scores_give_the_lowest_digit_and_no_number_loses_to_any_number()
    {
        EncodedSudoku empty = SudokuEncoding.Encode(new SudokuBoard(2, new byte[16]));
        var digits = new byte[16];
        var logits = new float[64];
        empty.Decode(logits, digits);
        Assert.All(digits, digit => Assert.Equal(1, digit));
        (logits[0], logits[1], logits[2], logits[3]) = (float.NaN, -2f, -1f, float.NaN);
        long before = GC.GetAllocatedBytesForCurrentThread();
        empty.Decode(logits, digits);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
        Assert.Equal(3, digits[0]);
        Assert.Throws<ArgumentException>(() => empty.Decode(logits.AsSpan(1), digits));
        Assert.Throws<ArgumentException>(() => empty.Decode(logits, digits.AsSpan(1)));
    }

    [Fact]
    public void Labels_refuse_what_is_not_a_solution_of_the_puzzle()
    {
        SudokuPuzzle puzzle = Boards.Generated(3, SudokuDifficulty.Extreme);
        EncodedSudoku encoded = SudokuEncoding.Encode(puzzle.Board);
        Assert.Throws<ArgumentException>(() => encoded.Labels(new SudokuBoard(2, new byte[16])));
        for (int cell = 0; cell < 81; cell++)
        {
            byte[] digits = puzzle.Solution!.Cells.ToArray();
            digits[cell] = 0;
            Assert.Throws<ArgumentException>(() => encoded.Labels(new SudokuBoard(3, digits)));
        }

        Assert.Equal(new SudokuBoard(3, encoded.Settled), encoded.ToPropagatedBoard());
    }

    [Fact]
    public void Renaming_digits_or_transposing_renames_the_candidates_and_changes_nothing_else()
    {
        SudokuBoard board = Boards.Generated(3, SudokuDifficulty.Extreme).Board;
        int[] rowAndColumnExchanged = [0, 2, 1, 3];
        Assert.Equal(
            Structure(board, (cell, digit) => (cell, Renaming[digit]), [0, 1, 2, 3]),
            Structure(Boards.Rename(board, Renaming), (cell, digit) => (cell, digit), [0, 1, 2, 3]));
        Assert.Equal(
            Structure(board, (cell, digit) => ((cell % 9 * 9) + (cell / 9), digit), [0, 1, 2, 3]),
            Structure(Boards.Transpose(board), (cell, digit) => (cell, digit), rowAndColumnExchanged));
    }

    private static EncodedSudoku Hard(int boxSize)
    {
        for (ulong index = 0; ; index++)
        {
            EncodedSudoku encoded = SudokuEncoding.Encode(Boards.Generated(index, boxSize: boxSize).Board);
            if (!encoded.SolvedByPropagation)
            {
                return encoded;
            }
        }
    }

    /// <summary>All groups and features of a board's problem, its candidates under other names, in an order of their own.</summary>
    private static List<string> Structure(SudokuBoard board, Func<int, byte, (int Cell, byte Digit)> name, int[] featureOrder)
    {
        EncodedSudoku encoded = SudokuEncoding.Encode(board);
        Assert.NotEqual(0, encoded.Problem.Cells);
        string[] names = Enumerable.Range(0, encoded.Problem.Cells)
            .Select(i => name(encoded.CandidateCells[i], encoded.CandidateDigits[i]).ToString()).ToArray();
        var parts = new List<string>();
        foreach (GroupRelation relation in encoded.Problem.Topology.Relations.Cast<GroupRelation>())
        {
            for (int group = 0; group < relation.GroupCount; group++)
            {
                IEnumerable<string> members = relation.MembersOf(group).ToArray().Select(i => names[i]);
                parts.Add($"{relation.Name}: {string.Join(' ', members.Order(StringComparer.Ordinal))}");
            }
        }

        for (int i = 0; i < names.Length; i++)
        {
            int at = i * encoded.Problem.FeatureColumns;
            parts.Add($"{names[i]} has {string.Join(' ', featureOrder.Select(column => encoded.Problem.Features[at + column]))}");
        }

        parts.Sort(StringComparer.Ordinal);
        return parts;
    }
}
