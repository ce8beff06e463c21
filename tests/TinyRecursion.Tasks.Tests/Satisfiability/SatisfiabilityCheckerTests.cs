using CsCheck;
using TinyRecursion.Tasks.Satisfiability;
using Xunit;

namespace TinyRecursion.Tasks.Tests.Satisfiability;

public class SatisfiabilityCheckerTests
{
    [Fact]
    public void Accepts_what_the_definition_accepts_and_nothing_else() => Formulas.Small().Sample(formula =>
    {
        foreach (bool[] assignment in Formulas.Assignments(formula.Variables))
        {
            bool expected = Formulas.Satisfies(formula, assignment);
            SatisfiabilityVerdict verdict = SatisfiabilityChecker.Check(formula, assignment);
            Assert.Equal(expected, verdict.IsSatisfied);
            Assert.Equal(expected, SatisfiabilityChecker.IsSatisfied(formula, assignment));
            Assert.Equal(Math.Min(4, verdict.Unsatisfied), verdict.Reasons.Count);
        }
    });

    [Fact]
    public void Names_the_first_clauses_that_are_not_satisfied()
    {
        CnfFormula formula = Formulas.Of(3, [1, -2], [2, 3], [-1], [3], [-3, 3], [1, 3], []);

        Assert.Equal(
            "clause 2 (2 3) has no true literal; clause 3 (-1) has no true literal; clause 4 (3) has no true literal; clause 7 () has no true literal",
            SatisfiabilityChecker.Check(formula, [true, false, false]).ToString());
        Assert.EndsWith("; and 1 more", SatisfiabilityChecker.Check(Formulas.Of(1, [1], [1], [1], [1], [1]), [false]).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_assignment_of_other_variables_is_refused() =>
        Assert.Throws<ArgumentException>(() => SatisfiabilityChecker.Check(Formulas.Of(2, [1]), [true]));
}
