using CsCheck;
using TinyRecursion.Tasks.Satisfiability;
using Xunit;

namespace TinyRecursion.Tasks.Tests.Satisfiability;

public class SatisfiabilityFileTests
{
    private static List<CnfInstance> Read(string text, int limit = int.MaxValue) =>
        [.. SatisfiabilityFile.Read(new StringReader(text), "some where/f.cnf").Take(limit)];

    private static string ErrorOf(string text) => Assert.Throws<InstanceFormatException>(() => Read(text)).Message;

    [Fact]
    public void Reads_a_formula_a_line()
    {
        List<CnfInstance> read = Read($"\uFEFF{SatisfiabilityLine.Header}\r\n\na 3 2 SAT 7 101 1,-2 3\r\nb 1 2 UNSAT - - 1 -1\n# end\nc 2 1 ? - -\t1,2");

        Assert.Equal(["a", "b", "c"], read.Select(one => one.Name));
        Assert.Equal([true, false, null], read.Select(one => one.IsSatisfiable));
        Assert.Equal([3, 4, 6], read.Select(one => one.Line));
        Assert.Equal([true, false, true], read[0].Model!);
        Assert.Equal([[1, -2], [3]], Formulas.Clauses(read[0].Formula));
        Assert.Null(read[1].Model);
    }

    [Fact]
    public void The_first_line_with_content_tells_the_form()
    {
        Assert.Equal("f.cnf", Assert.Single(Read("\n c a 3 2 1 1 1\np cnf 3 1\n1 0\n")).Name);
        Assert.Equal("x", Assert.Single(Read(" \n\nx 3 1 ? - - 1\n")).Name);
        Assert.Equal("c", Assert.Single(Read("# sat\nc 3 1 ? - - 1\n")).Name);
    }

    [Fact]
    public void Reads_no_more_than_was_asked_for() => Assert.Single(Read("a 1 1 ? - - 1\nbroken", limit: 1));

    [Fact]
    public void Writing_and_reading_gives_the_formula_back() =>
        Gen.Select(Formulas.Small(fewestLiterals: 1), Gen.Int[0, 2]).Sample((formula, known) =>
        {
            bool[]? model = Formulas.Assignments(formula.Variables).FirstOrDefault(one => Formulas.Satisfies(formula, one));
            var instance = new CnfInstance("name", formula, known == 0 ? null : model is not null, known == 2 ? model : null, 1);
            CnfInstance read = SatisfiabilityLine.Parse(SatisfiabilityLine.ToLine(instance));
            Assert.True(Formulas.Same(formula, read.Formula));
            Assert.Equal(instance.IsSatisfiable, read.IsSatisfiable);
            Assert.Equal(instance.Model, read.Model);
        });

    [Theory]
    [InlineData("# nothing\n", "holds no formula")]
    [InlineData("#\na 3", "line 2: column 4: expected the number of clauses, found the end of the line")]
    [InlineData("#\na x 1 ? - - 1", "line 2: column 3: expected the number of variables, 0 to 1048576, found 'x'")]
    [InlineData("#\na -1 1 ? - - 1", "line 2: column 3: expected the number of variables, 0 to 1048576, found '-1'")]
    [InlineData("#\na 99999999 1 ? - - 1", "line 2: column 3: expected the number of variables, 0 to 1048576, found '99999999'")]
    [InlineData("a 3 1 MAYBE - - 1", "line 1: column 7: expected SAT, UNSAT or ?, found 'MAYBE'")]
    [InlineData("a 3 1 SAT - 10 1", "line 1: column 13: expected 3 zeros and ones, or -")]
    [InlineData("a 3 1 SAT - 10x 1", "line 1: column 13: expected 3 zeros and ones, or -")]
    [InlineData("a 3 1 SAT - 001 1,2", "line 1: column 13: the assignment is wrong: clause 1 (1 2) has no true literal")]
    [InlineData("a 3 1 SAT - - 1,,2", "line 1: column 17: '' is no literal of the 3 variables")]
    [InlineData("a 3 1 SAT - - 1,-4", "line 1: column 17: '-4' is no literal of the 3 variables")]
    [InlineData("a 3 1 SAT - - 0", "line 1: column 15: '0' is no literal of the 3 variables")]
    [InlineData("a 3 1 SAT - - 1 2", "line 1: column 17: more than the 1 clauses that the third column says")]
    [InlineData("a 3 2 SAT - - 1", "line 1: 1 clauses, the third column says 2")]
    public void Errors_name_the_line_and_the_column(string text, string message) =>
        Assert.Equal("some where/f.cnf: " + message, ErrorOf(text));

    [Fact]
    public void Any_text_is_read_or_refused_in_one_line() =>
        Gen.OneOf(Gen.String[Gen.Char["#ap cnfSAT?-,0123 \n\r\t\u2028"], 0, 60], Gen.String[0, 40]).Sample(text =>
        {
            foreach (string whole in (string[])[text, "#\n" + text, "a 3 1 SAT - - " + text])
            {
                try
                {
                    Read(whole);
                }
                catch (InstanceFormatException error)
                {
                    Assert.DoesNotContain(error.Message, symbol => char.IsControl(symbol) || symbol is '\u2028' or '\u2029');
                }
            }
        });
}
