using CsCheck;
using TinyRecursion.Problems;
using TinyRecursion.Tasks.Satisfiability;
using Xunit;

namespace TinyRecursion.Tasks.Tests.Satisfiability;

public class SatisfiabilityEncodingTests
{
    [Fact]
    public void Literals_are_numbered_as_files_write_them()
    {
        Assert.Equal([0, 1, 4, 5], new[] { 1, -1, 3, -3 }.Select(Literal.FromNumber));
        Gen.Int[0, 1000].Sample(literal =>
            Literal.FromNumber(Literal.ToNumber(literal)) == literal
            && Literal.ToNumber(Literal.Negate(literal)) == -Literal.ToNumber(literal)
            && Literal.Of(Literal.VariableOf(literal), !Literal.IsNegated(literal)) == literal);
    }

    [Fact]
    public void Clauses_and_variables_are_groups_of_literals()
    {
        Problem problem = SatisfiabilityEncoding.Encode(Formulas.Of(2, [1, -2], [], [-2]), [true, false]);

        GroupRelation clauses = problem.Topology.Groups(SatisfiabilityEncoding.ClauseRelation);
        Assert.Equal(2, clauses.GroupCount);
        Assert.Equal([0, 3], clauses.MembersOf(0).ToArray());
        Assert.Equal([3], clauses.MembersOf(1).ToArray());
        GroupRelation variables = problem.Topology.Groups(SatisfiabilityEncoding.VariableRelation);
        Assert.Equal([[0, 1], [2, 3]], Enumerable.Range(0, 2).Select(group => variables.MembersOf(group).ToArray()));
        // Occurrences, those of the negation, suggested.
        Assert.Equal([1, 0, 1, 0, 1, 0, 0, 2, 0, 2, 0, 1], problem.Features.ToArray());
    }

    [Fact]
    public void Many_occurrences_count_as_the_most()
    {
        CnfFormula formula = Formulas.Of(21, [.. Enumerable.Range(2, 20).Select(other => new[] { 1, other })]);

        Assert.Equal(SatisfiabilityEncoding.MaximumFeature, SatisfiabilityEncoding.Encode(formula, new bool[21]).Features[0]);
    }

    [Fact]
    public void The_literal_with_the_larger_score_is_true() => Gen.Bool.Array[1, 20].Sample(assignment =>
    {
        var logits = new float[2 * assignment.Length];
        for (int variable = 0; variable < assignment.Length; variable++)
        {
            logits[Literal.Of(variable, assignment[variable])] = 0.5f;
        }

        var read = new bool[assignment.Length];
        SatisfiabilityEncoding.Decode(logits, read);
        return read.AsSpan().SequenceEqual(assignment);
    });

    [Fact]
    public void A_suggestion_depends_on_its_seed_alone()
    {
        Assert.Equal(SatisfiabilityEncoding.DrawSuggestion(40, 3), SatisfiabilityEncoding.DrawSuggestion(40, 3));
        Assert.NotEqual(SatisfiabilityEncoding.DrawSuggestion(40, 3), SatisfiabilityEncoding.DrawSuggestion(40, 4));
    }
}
