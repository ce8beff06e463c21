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
            var scores = new float[encoded.Problem.Cells];
            for (int group = 0; group < labels.Length; group++)
            {
                scores[cells.MembersOf(group)[labels[group]]] = 1f;
            }

            var digits = new byte[81];
            encoded.Decode(scores, digits);
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
    public void Renaming_digits_or_transposing_keeps_the_sizes_of_all_groups()
    {
        SudokuPuzzle puzzle = Boards.Generated(3, SudokuDifficulty.Extreme);
        string original = Shape(puzzle.Board);
        Assert.Equal(original, Shape(Boards.Rename(puzzle.Board, Renaming)));
        Assert.Equal(original, Shape(Boards.Transpose(puzzle.Board)));
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

    /// <summary>The sorted sizes of each relation's groups: what a rule can tell of a topology at first sight.</summary>
    private static string Shape(SudokuBoard board) => string.Join("; ", SudokuEncoding.Encode(board).Problem.Topology.Relations
        .Cast<GroupRelation>().Select(relation => relation.Name + " " + string.Join(
            ',', Enumerable.Range(0, relation.GroupCount).Select(group => relation.MembersOf(group).Length).Order())));
}
