using CsCheck;
using TinyRecursion.Recursion;
using TinyRecursion.Recursion.Search;
using TinyRecursion.Tasks.Satisfiability;
using Xunit;

namespace TinyRecursion.Tasks.Tests.Satisfiability;

public class SatisfiabilitySearchTests
{
    [Fact]
    public void Finds_an_assignment_exactly_where_there_is_one() =>
        Gen.Select(Formulas.Small(), Gen.Enum<SearchOrder>()).Sample((formula, order) =>
        {
            bool possible = Formulas.Assignments(formula.Variables).Any(one => Formulas.Satisfies(formula, one));
            var search = new TreeSearch<CnfFormula, PartialAssignment, bool[]>(new SatisfiabilityBranching()) { Order = order };
            SearchOutcome<bool[]> outcome = search.Run(formula);
            Assert.Equal(possible ? HaltReason.Verified : HaltReason.Refuted, outcome.Reason);
            Assert.True(!possible || Formulas.Satisfies(formula, outcome.Answer!));
        });

    [Fact]
    public void Propagation_loses_no_assignment() =>
        Gen.Select(Formulas.Small(), Gen.Int[0, 15].Array[0, 3]).Sample((formula, assumed) =>
        {
            int[] literals = [.. assumed.Where(literal => literal < 2 * formula.Variables)];
            var node = new PartialAssignment(formula);
            Array.ForEach(literals, node.Assume);
            bool consistent = node.Propagate();
            bool[][] wanted =
            [
                .. Formulas.Assignments(formula.Variables)
                    .Where(one => Formulas.Satisfies(formula, one) && literals.All(literal => Literal.Holds(literal, one))),
            ];
            Assert.True(consistent || wanted.Length == 0);
            if (!consistent)
            {
                return;
            }

            CnfFormula rest = node.Rest();
            foreach (bool[] one in wanted)
            {
                bool[] merged = [.. one];
                node.CopyTo(merged);
                Assert.Equal(one, merged);
                Assert.True(Formulas.Satisfies(rest, one));
            }

            foreach (bool[] one in Formulas.Assignments(formula.Variables).Where(one => Formulas.Satisfies(rest, one)))
            {
                node.CopyTo(one);
                Assert.True(Formulas.Satisfies(formula, one));
            }
        });

    [Theory]
    [InlineData(SatisfiabilityKind.Satisfiable)]
    [InlineData(SatisfiabilityKind.Unsatisfiable)]
    public void Search_decides_what_the_generator_filtered(object kindValue)
    {
        var kind = (SatisfiabilityKind)kindValue;
        using Solver<CnfInstance, SatisfiabilityAnswer> solver = Formulas.Searching();
        Settings made = Settings.Default.With(SatisfiabilitySettings.Variables, 30).With(SatisfiabilitySettings.Kind, kind);
        for (ulong i = 0; i < 10; i++)
        {
            SatisfiabilityAnswer answer = solver.Solve(SatisfiabilityGenerator.Make(5, i, made));
            Assert.Equal(kind == SatisfiabilityKind.Satisfiable ? AnswerStatus.Solved : AnswerStatus.Refuted, answer.Status);
            Assert.True(answer.IsSolved && answer.IsAccepted && !answer.ContradictsLabel);
            Assert.InRange(answer.Nodes, 1, 1000);
        }
    }

    [Fact]
    public void A_limit_ends_the_search_without_a_verdict()
    {
        using Solver<CnfInstance, SatisfiabilityAnswer> solver = Formulas.Searching(nodes: 3);
        Settings made = Settings.Default.With(SatisfiabilitySettings.Clauses, 218).With(SatisfiabilitySettings.Kind, SatisfiabilityKind.Unsatisfiable);
        SatisfiabilityAnswer answer = solver.Solve(SatisfiabilityGenerator.Make(1, 0, made));

        // Unit propagation, which comes first, counts as a node.
        Assert.Equal((AnswerStatus.GaveUp, HaltReason.StepLimit, 4, 0), (answer.Status, answer.Reason, answer.Nodes, answer.Steps));
        Assert.StartsWith("not found: search gave up after 4 nodes", answer.Note, StringComparison.Ordinal);
        Assert.False(answer.IsAccepted);
    }

    [Fact]
    public void Propagation_alone_refutes_or_satisfies_what_it_can_and_leaves_the_rest_open()
    {
        using Solver<CnfInstance, SatisfiabilityAnswer> solver = new SatisfiabilityTask().Open(null);

        Assert.Equal(AnswerStatus.Refuted, solver.Solve(Formulas.Instance(2, [1], [-1, 2], [-2])).Status);
        SatisfiabilityAnswer satisfied = solver.Solve(Formulas.Instance(2, [1], [-1, 2]));
        Assert.Equal((AnswerStatus.Solved, 1), (satisfied.Status, satisfied.Nodes));
        Assert.Equal([true, true], satisfied.Assignment!);
        SatisfiabilityAnswer open = solver.Solve(Formulas.Instance(2, [1, 2], [-1, 2], [1, -2]));
        Assert.Equal(AnswerStatus.Unsolved, open.Status);
        Assert.Equal("not found: unit propagation leaves it open; last tried: clause 1 (1 2) has no true literal", open.Note);
    }
}
