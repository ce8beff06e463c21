using TinyRecursion.Tasks.Satisfiability;
using Xunit;

namespace TinyRecursion.Tasks.Tests.Satisfiability;

public class CompactFormulaTests
{
    [Fact]
    public void Only_variables_that_stand_in_a_clause_are_kept_in_their_order()
    {
        var whole = new CnfFormula(9, [[Literal.Of(2, true), Literal.Of(7, false)], [Literal.Of(7, true)], []]);
        var compact = new CompactFormula(whole);

        Assert.Equal((2, 3), (compact.Formula.Variables, compact.Formula.ClauseCount));
        Assert.Equal([Literal.Of(0, true), Literal.Of(1, false)], compact.Formula.Clause(0).ToArray());
        Assert.Equal([Literal.Of(1, true)], compact.Formula.Clause(1).ToArray());
        Assert.Equal((0, 1), (compact.PlaceOf(2), compact.PlaceOf(7)));
        Assert.Equal([2, 7], Trues(compact.Expand([true, true])));
        Assert.Equal([7], Trues(compact.Expand([false, true])));
    }

    [Fact]
    public void A_formula_that_needs_all_variables_is_taken_as_it_is()
    {
        var whole = new CnfFormula(2, [[Literal.Of(0, true), Literal.Of(1, true)]]);

        Assert.Same(whole, new CompactFormula(whole).Formula);
    }

    private static IEnumerable<int> Trues(bool[] values) => Enumerable.Range(0, values.Length).Where(variable => values[variable]);
}
