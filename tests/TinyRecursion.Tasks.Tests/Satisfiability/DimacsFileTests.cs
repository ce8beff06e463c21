using CsCheck;
using TinyRecursion.Tasks.Satisfiability;
using Xunit;

namespace TinyRecursion.Tasks.Tests.Satisfiability;

public class DimacsFileTests
{
    private static CnfFormula Read(string text) => DimacsFile.Read(new StringReader(text), "f");

    private static string ErrorOf(string text) => Assert.Throws<InstanceFormatException>(() => Read(text)).Message;

    [Fact]
    public void Reads_comments_clauses_over_several_lines_and_the_trailer_of_SATLIB()
    {
        CnfFormula formula = Read("\uFEFFc a comment\r\nc\r\np  cnf 4\t3\r\n1 -2\n3 0 -1\nc in the middle 9 0\n\n0 2\n-4 0\n%\n0\n\n");

        Assert.Equal(4, formula.Variables);
        Assert.Equal([[1, -2, 3], [-1], [2, -4]], Formulas.Clauses(formula));
    }

    [Fact]
    public void Reads_empty_clauses_and_formulas_without_any()
    {
        Assert.Equal([[], [1]], Formulas.Clauses(Read("p cnf 1 2\n0\n1 0\n")));
        Assert.Equal(0, Read("p cnf 0 0").ClauseCount);
    }

    [Fact]
    public void A_repeated_literal_is_kept_once() => Assert.Equal([[1, -2]], Formulas.Clauses(Read("p cnf 2 1\n1 -2 1 -2 0")));

    [Fact]
    public void Writing_and_reading_gives_the_formula_back() => Formulas.Small().Sample(formula =>
    {
        using var writer = new StringWriter();
        DimacsFile.Write(writer, formula, "one\nline");
        return Formulas.Same(formula, Read(writer.ToString()));
    });

    [Theory]
    [InlineData("", "f: line 1: column 1: expected the line 'p cnf VARIABLES CLAUSES'")]
    [InlineData("c only\n", "f: line 2: column 1: expected the line 'p cnf VARIABLES CLAUSES'")]
    [InlineData("1 2 0\n", "f: line 1: column 1: expected the line 'p cnf VARIABLES CLAUSES'")]
    [InlineData("p sat 3 2\n", "f: line 1: column 3: expected 'cnf' after 'p'")]
    [InlineData("p cnf 3\n", "f: line 2: column 1: expected the number of clauses, found the end of the text")]
    [InlineData("p cnf x 1\n", "f: line 1: column 7: expected the number of variables, found 'x'")]
    [InlineData("p cnf -3 1\n", "f: line 1: column 7: -3 variables, at most 1048576 are allowed")]
    [InlineData("p cnf 999999999 1\n", "f: line 1: column 7: 999999999 variables, at most 1048576 are allowed")]
    [InlineData("p cnf 3 999999999\n", "f: line 1: column 9: 999999999 clauses, at most 4194304 are allowed")]
    [InlineData("p cnf 3 1\n1 4 0\n", "f: line 2: column 3: literal 4 is of none of the 3 variables")]
    [InlineData("p cnf 3 1\n1 -2147483648 0\n", "f: line 2: column 3: literal -2147483648 is of none of the 3 variables")]
    [InlineData("p cnf 3 1\n 1 2- 0\n", "f: line 2: column 4: expected a literal, found '2-'")]
    [InlineData("p cnf 3 1\n1 c 0\n", "f: line 2: column 3: expected a literal, found 'c'")]
    [InlineData("p cnf 3 1\n1 0 2 0\n", "f: line 2: column 7: more than the 1 clauses that the line 'p cnf' says")]
    [InlineData("p cnf 3 2\n1 0\n", "f: line 3: column 1: 1 clauses, the line 'p cnf' says 2")]
    [InlineData("p cnf 3 1\n1 2\n", "f: line 3: column 1: the last clause does not end with 0")]
    [InlineData("p cnf 3 1\n11111111111111111 0\n", "f: line 2: column 1: a word longer than 16 characters")]
    public void Errors_name_the_line_and_the_column(string text, string message) => Assert.Equal(message, ErrorOf(text));

    [Fact]
    public void Any_text_is_read_or_refused_in_one_line() =>
        Gen.OneOf(Gen.String[Gen.Char["pcnf %-0123 \n\r\tx\u2028"], 0, 60], Gen.String[0, 40]).Sample(text =>
        {
            try
            {
                Read("p cnf 3 2\n" + text);
                Read(text);
            }
            catch (InstanceFormatException error)
            {
                Assert.DoesNotContain(error.Message, symbol => char.IsControl(symbol) || symbol is '\u2028' or '\u2029');
                Assert.InRange(error.Line, 1, 70);
            }
        });
}
