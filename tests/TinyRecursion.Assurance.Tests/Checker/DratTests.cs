using System.Text;
using TinyRecursion.Assurance.Checker;
using TinyRecursion.Assurance.Checker.Reading;
using Xunit;

namespace TinyRecursion.Assurance.Tests.Checker;

/// <summary>Refutations in the text form of DRAT: clauses by unit propagation and by resolution on the first literal, deletions, and what is neither.</summary>
public class DratTests
{
    private const string Formula = "c all clauses of two variables\np cnf 2 4\n1 2 0\n-1 2 0 1 -2\n0\n-1 -2 0\n%\n0\n";

    [Theory]
    [InlineData("2 0\n0\n")]
    [InlineData("2 0\n0\nd 2 0\n")]
    [InlineData("c a comment\n2 0 d 1\n2 0\r\n0")]
    [InlineData("3 1 0\n2 0\n0\n")] // A new variable: no clause holds its negation.
    [InlineData("2 0\nd 2 0\n0\n")] // The clause derives a literal for good, so its deletion is left out.
    [InlineData("1 2 0\nd 2 1 0\n2 0\n0\n")] // One of two copies, in another order.
    public void Right_refutations_are_accepted(string proof)
    {
        Assert.Null(Check(Formula, proof).Failure);
    }

    [Theory]
    [InlineData("0\n", 1, "first literal of clause  0")]
    [InlineData("2 0\n", 1, "ends without the empty clause")]
    [InlineData("", 1, "ends without the empty clause")]
    [InlineData("\n\nd 1 2 0\n2 0\n0\n", 4, "first literal of clause 2 0")]
    [InlineData("d 1 0\n2 0\n0\n", 1, "deletes a clause that is not there: 1 0")]
    [InlineData("3 1 0\n3 0\n-3 2 0\n-3 0\n", 3, "first literal of clause -3 2 0")]
    public void Wrong_refutations_are_rejected_at_their_line(string proof, int line, string reason)
    {
        // Without its last clause the formula has a model.
        string formula = line == 3 ? "p cnf 3 1\n1 2 0\n" : Formula;
        ProofVerdict verdict = Check(formula, proof);

        Assert.Contains(reason, verdict.Failure, StringComparison.Ordinal);
        Assert.Equal(line, verdict.Line);
    }

    [Fact]
    public void The_first_literal_alone_is_resolved_on()
    {
        // 3 is defined by 1: 3 or not 1 holds by resolution on 3, in this order alone.
        const string Defined = "p cnf 3 2\n1 2 0\n-2 -1 0\n";
        Assert.Contains("ends without", Check(Defined, "3 -1 0\n-3 1 0\n").Failure, StringComparison.Ordinal);
        Assert.Contains("clause -1 3 0", Check(Defined, "-1 3 0\n").Failure, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("p cnf 2 1\n1 2 0\n", "2 x 0\n", "proof, line 1: expected a whole number")]
    [InlineData("p cnf 2 1\n1 2 0\n", "2\n", "proof, line 2: ends within a clause")]
    [InlineData("p cnf 2 1\n1 2 0\n", "d\n", "proof, line 2: ends within a clause")]
    [InlineData("p cnf 2 1\n1 2 0\n", "+2 0\n", "proof, line 1: expected a whole number")]
    [InlineData("p cnf 2 1\n1 2 0\n", "2.0 0\n", "proof, line 1: expected a whole number")]
    [InlineData("p cnf 2 1\n1 2 0\n", "99999999999999999999 0\n", "proof, line 1: expected a whole number")]
    [InlineData("p cnf 2 1\n1 2 0\n", "2097153 0\n", "proof, line 1: expected a whole number from -2097152 to 2097152")]
    [InlineData("p cnf 2 2\n1 2 0\n", "0\n", "formula, line 3: 1 clauses, the line 'p cnf' says 2")]
    [InlineData("p cnf 2 1\n1 3 0\n", "0\n", "formula, line 2: expected a whole number from -2 to 2")]
    [InlineData("1 2 0\n", "0\n", "formula, line 1: expected the line 'p cnf VARIABLES CLAUSES'")]
    [InlineData("", "0\n", "formula, line 1: expected the line 'p cnf VARIABLES CLAUSES'")]
    public void What_is_not_of_the_form_is_unreadable(string formula, string proof, string problem)
    {
        Assert.Contains(problem, Assert.Throws<ProofFormatException>(() => Check(formula, proof)).Message, StringComparison.Ordinal);
    }

    private static ProofVerdict Check(string formula, string proof) => ProofChecker.CheckDrat(Encoding.ASCII.GetBytes(formula), Encoding.ASCII.GetBytes(proof));
}
