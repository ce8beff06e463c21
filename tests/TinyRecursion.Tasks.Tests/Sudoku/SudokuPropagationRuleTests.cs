using TinyRecursion.Problems;
using TinyRecursion.Recursion;
using TinyRecursion.Rules;
using TinyRecursion.Tasks.Sudoku;
using Xunit;
using Halting = TinyRecursion.Recursion.Halting;

namespace TinyRecursion.Tasks.Tests.Sudoku;

/// <summary>Plain propagation removes nothing that a solution has, and what it is there to remove.</summary>
public class SudokuPropagationRuleTests
{
    private static readonly SudokuPropagationRule Rule = new();

    [Fact]
    public void No_candidate_of_the_solution_ever_goes()
    {
        int removed = 0;
        for (ulong index = 0; index < 40; index++)
        {
            SudokuPuzzle puzzle = Boards.Generated(index);
            EncodedSudoku encoded = SudokuEncoding.Encode(puzzle.Board);
            if (encoded.CandidateCells.Length == 0)
            {
                continue;
            }

            float[] logits = [.. new Loop(Rule, Halting.Converged(0)).Run(new RuleState(encoded.Problem)).Answer!.Logits.Span];

            for (int i = 0; i < logits.Length; i++)
            {
                bool isTrue = puzzle.Solution!.Cells[encoded.CandidateCells[i]] == encoded.CandidateDigits[i];
                Assert.True(logits[i] == 1f || !isTrue);
                removed += logits[i] == 0f ? 1 : 0;
            }
        }

        Assert.True(removed > 100, $"{removed} removed");
    }

    [Fact]
    public void What_is_left_of_one_group_within_another_takes_the_rest_of_the_other()
    {
        // Two cells of two digits each; digit 1 is in a third cell of the same box and of another row.
        Problem problem = Candidates(6, cells: [[0, 1], [2, 3], [4, 5]], lines: [[0, 2], [1, 3]], boxes: [[0, 2, 4]]);

        Outcome<RuleState> outcome = new Loop(Rule, Halting.Converged(0)).Run(new RuleState(problem));

        // The row's digit 1 is in the box: candidate 4 goes, which leaves 5 its cell; nothing else follows.
        Assert.Equal([1f, 1f, 1f, 1f, 0f, 1f], outcome.Answer!.Logits.ToArray());
        Assert.Equal((HaltReason.Converged, 2), (outcome.Reason, outcome.Steps));
    }

    [Fact]
    public void The_end_is_one_candidate_in_each_group()
    {
        Problem problem = Candidates(2, cells: [[0, 1]], lines: [[0]], boxes: [[0]]);

        Outcome<RuleState> outcome = new Loop(Rule, Halting.Any(Halting.Learned(), Halting.Steps(9))).Run(new RuleState(problem));

        Assert.Equal((HaltReason.Learned, 1), (outcome.Reason, outcome.Steps));
        Assert.Equal([1f, 0f], outcome.Answer!.Logits.ToArray());
    }

    [Fact]
    public void A_group_of_which_nothing_is_left_removes_nothing_more_and_is_not_the_end()
    {
        Problem problem = Candidates(2, cells: [[0], [1]], lines: [[0, 1]], boxes: [[0], [1]]);

        Outcome<RuleState> outcome = new Loop(Rule, Halting.Any(Halting.Learned(), Halting.Converged(0))).Run(new RuleState(problem));

        Assert.Equal(HaltReason.Converged, outcome.Reason);
        Assert.Equal([0f, 0f], outcome.Answer!.Logits.ToArray());
    }

    [Fact]
    public void Narrowing_keeps_the_solution_and_leaves_fewer_candidates()
    {
        int fewer = 0;
        for (ulong index = 0; index < 40; index++)
        {
            SudokuPuzzle puzzle = Boards.Generated(index);
            EncodedSudoku before = SudokuEncoding.Encode(puzzle.Board);

            EncodedSudoku after = SudokuNarrowing.Instance.Run(before).Answer!;

            Assert.True(after.CandidateCells.Length <= before.CandidateCells.Length);
            fewer += after.CandidateCells.Length < before.CandidateCells.Length ? 1 : 0;
            // Throws where the solution's digit is no longer a candidate.
            after.Labels(puzzle.Solution!);
            EncodedSudoku again = SudokuNarrowing.Instance.Run(after).Answer!;
            Assert.Equal(after.CandidateCells.ToArray(), again.CandidateCells.ToArray());
        }

        Assert.InRange(fewer, 1, 40);
    }

    [Fact]
    public void A_problem_without_the_relations_is_refused()
    {
        using IRuleSession session = Rule.Open();
        Assert.Throws<ArgumentException>(() => session.Bind(new Problem(new Topology(1), 0, [])));
    }

    private static Problem Candidates(int count, int[][] cells, int[][] lines, int[][] boxes)
    {
        var topology = new Topology(
            count,
            new GroupRelation(SudokuEncoding.CellRelation, count, cells),
            new GroupRelation(SudokuEncoding.LineRelation, count, lines),
            new GroupRelation(SudokuEncoding.BoxRelation, count, boxes));
        return new Problem(topology, 0, []);
    }
}
