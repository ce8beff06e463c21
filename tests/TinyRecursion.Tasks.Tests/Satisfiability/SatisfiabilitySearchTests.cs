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
    public void The_runner_decides_what_the_generator_filtered(SatisfiabilityKind kind)
    {
        using var runner = new SatisfiabilityRunner(null);
        var made = new SatisfiabilityGeneratorOptions { Variables = 30, Clauses = SatisfiabilityGenerator.ClausesAtThreshold(30), Kind = kind };
        for (ulong i = 0; i < 10; i++)
        {
            CnfFormula formula = SatisfiabilityGenerator.Generate(5, i, made).Formula;
            SatisfiabilityResult result = runner.Run(formula, new SatisfiabilityRunOptions { Search = new SearchLimits() });
            Assert.Equal(kind == SatisfiabilityKind.Satisfiable ? SatisfiabilityStatus.Satisfied : SatisfiabilityStatus.Refuted, result.Status);
            Assert.InRange(result.Nodes, 1, 1000);
        }
    }

    [Fact]
    public void A_limit_ends_the_search_without_a_verdict()
    {
        using var runner = new SatisfiabilityRunner(null);
        var made = new SatisfiabilityGeneratorOptions { Kind = SatisfiabilityKind.Unsatisfiable };
        SatisfiabilityResult result = runner.Run(
            SatisfiabilityGenerator.Generate(1, 0, made).Formula, new SatisfiabilityRunOptions { Search = new SearchLimits { Nodes = 3 } });

        Assert.Equal((SatisfiabilityStatus.Unknown, HaltReason.StepLimit, 3), (result.Status, result.Reason, result.Nodes));
    }

    [Fact]
    public void Propagation_alone_refutes_or_satisfies_what_it_can_and_leaves_the_rest_open()
    {
        using var runner = new SatisfiabilityRunner(null);
        var options = new SatisfiabilityRunOptions { Propagate = true };

        Assert.Equal(SatisfiabilityStatus.Refuted, runner.Run(Formulas.Of(2, [1], [-1, 2], [-2]), options).Status);
        SatisfiabilityResult satisfied = runner.Run(Formulas.Of(2, [1], [-1, 2]), options);
        Assert.Equal((SatisfiabilityStatus.Satisfied, 1), (satisfied.Status, satisfied.Nodes));
        Assert.Equal([true, true], satisfied.Assignment!);
        SatisfiabilityResult open = runner.Run(Formulas.Of(2, [1, 2], [-1, 2], [1, -2]), options);
        Assert.Equal(SatisfiabilityStatus.Unknown, open.Status);
        Assert.Equal("clause 1 (1 2) has no true literal", open.Verdict!.ToString());
    }
}
