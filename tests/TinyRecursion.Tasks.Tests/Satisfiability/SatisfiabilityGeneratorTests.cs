using CsCheck;
using TinyRecursion.Tasks.Satisfiability;
using Xunit;

namespace TinyRecursion.Tasks.Tests.Satisfiability;

public class SatisfiabilityGeneratorTests
{
    [Fact]
    public void Formulas_are_of_the_kind_asked_for() => Gen.Select(
        Gen.ULong, Gen.Int[1, 3], Gen.Int[0, 12], Gen.Int[0, 30], Gen.Enum<SatisfiabilityKind>()).Sample((seed, literals, more, clauses, kind) =>
    {
        var options = new SatisfiabilityGeneratorOptions { Variables = literals + (more % 6), Literals = literals, Clauses = clauses, Kind = kind };
        CnfInstance made;
        try
        {
            made = SatisfiabilityGenerator.Generate(seed, 1, options);
        }
        catch (InvalidOperationException)
        {
            // Nearly none of this size is of the kind.
            Assert.True(kind is SatisfiabilityKind.Satisfiable or SatisfiabilityKind.Unsatisfiable);
            return;
        }

        Assert.Equal((options.Variables, clauses), (made.Formula.Variables, made.Formula.ClauseCount));
        Assert.All(Formulas.Clauses(made.Formula), clause => Assert.Equal(literals, clause.Select(Math.Abs).Distinct().Count()));
        bool possible = Formulas.Assignments(options.Variables).Any(one => Formulas.Satisfies(made.Formula, one));
        Assert.Equal(kind switch { SatisfiabilityKind.Any => null, SatisfiabilityKind.Unsatisfiable => false, _ => true }, made.IsSatisfiable);
        Assert.True(made.IsSatisfiable is null || made.IsSatisfiable == possible);
        Assert.True(made.Model is null || Formulas.Satisfies(made.Formula, made.Model));
        Assert.True(Formulas.Same(made.Formula, SatisfiabilityGenerator.Generate(seed, 1, options).Formula));
    }, iter: 60);

    [Fact]
    public void Half_of_the_formulas_at_the_threshold_are_satisfiable()
    {
        var options = new SatisfiabilityGeneratorOptions { Variables = 20, Clauses = SatisfiabilityGenerator.ClausesAtThreshold(20), Kind = SatisfiabilityKind.Any };
        using var runner = new SatisfiabilityRunner(null);
        int satisfied = Enumerable.Range(0, 200).Count(i => runner.Run(
            SatisfiabilityGenerator.Generate(3, (ulong)i, options).Formula,
            new SatisfiabilityRunOptions { Search = new() }).Status == SatisfiabilityStatus.Satisfied);

        Assert.InRange(satisfied, 70, 130);
    }

    [Fact]
    public void Sizes_that_cannot_be_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => SatisfiabilityGenerator.Generate(1, 0, new SatisfiabilityGeneratorOptions { Variables = 2 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => SatisfiabilityGenerator.Generate(1, 0, new SatisfiabilityGeneratorOptions { Clauses = -1 }));
        Assert.Throws<InvalidOperationException>(() => SatisfiabilityGenerator.Generate(
            1, 0, new SatisfiabilityGeneratorOptions { Variables = 5, Clauses = 1, Kind = SatisfiabilityKind.Unsatisfiable }));
    }
}
