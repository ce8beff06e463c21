using System.Globalization;
using TinyRecursion.Edge;
using TinyRecursion.Execution.Integer;
using TinyRecursion.Tasks;
using TinyRecursion.Tasks.Satisfiability;
using Xunit;

namespace TinyRecursion.Edge.Tests;

/// <summary>The shipped rule of formulas as a program finds what it finds here, from the same start and in as many steps.</summary>
public sealed class SatisfiabilityProgramTests(SatisfiabilityProgram program) : IClassFixture<SatisfiabilityProgram>
{
    private const string Line = "f 2 2 SAT - 11 1,2 -1,2\n";
    private static readonly IntegerRule Rule = QuantisedModels.RuleOf(QuantisedModels.Satisfiability);
    private static readonly CnfInstance[] Samples = [.. QuantisedModels.Formulas("random50.txt").Take(5)];
    private static readonly CnfInstance[] Small = [.. Enumerable.Range(0, 8).Select(i => SatisfiabilityGenerator.Make(
        3, (ulong)i, Settings.Default.With(SatisfiabilitySettings.Variables, 12).With(SatisfiabilitySettings.Clauses, 54).With(SatisfiabilitySettings.Kind, SatisfiabilityKind.Any)))];

    [Fact]
    public void Digests_are_the_same()
    {
        Assert.Equal(Samples.Select(it => Digest(it.Formula)), program.Compiled.Lines(Lines(Samples), "--digest", "5"));
        Assert.Equal([Digest(QuantisedModels.Formulas("satisfiable.cnf")[0].Formula)], program.Compiled.Lines(QuantisedModels.Sample("satisfiable.cnf"), "--digest", "5"));
        Assert.Equal([Digest(QuantisedModels.Formulas("unsatisfiable.cnf")[0].Formula)], program.Compiled.Lines(QuantisedModels.Sample("unsatisfiable.cnf"), "--digest", "5"));
    }

    [Theory]
    [InlineData(24, 4, 1)]
    [InlineData(3, 9, 18446744073709551615)]
    public void Answers_starts_and_steps_are_the_same(int steps, int starts, ulong seed)
    {
        string[] answers = program.Compiled.Lines(Lines(Small), "--steps", $"{steps}", "--restarts", $"{starts}", "--seed", $"{seed}");

        Assert.Equal(Small.Select((it, i) => Answer(it.Formula, Run(steps, starts, seed), i + 1)), answers);
        Assert.Contains(answers, answer => answer.StartsWith("unsolved", StringComparison.Ordinal));
        Assert.Contains(answers, answer => answer.Contains(", start ", StringComparison.Ordinal) && !answer.EndsWith(", start 1", StringComparison.Ordinal));
    }

    [Fact]
    public void Samples_are_answered_by_default_as_here()
    {
        using var compiled = new CompiledProgram(program.Files, options: "-O2");

        string[] answers = compiled.Lines(Lines(Samples.Take(3)));

        Assert.Equal(Samples.Take(3).Select((it, i) => Answer(it.Formula, Settings.Default, i + 1)), answers);
        ProcessResult unsatisfiable = compiled.Run(QuantisedModels.Sample("unsatisfiable.cnf"), "--restarts", "3");
        Assert.Equal((1, "unsolved line 1: nothing in 192 steps\n"), (unsatisfiable.ExitCode, unsatisfiable.Output));
    }

    [Theory]
    [InlineData("p cnf 0 1\n0")]
    [InlineData("p cnf 2 3\n1 2 0 0 -1 0")]
    [InlineData("p cnf 3 5\n1 0 -1 0 2 2 2 0 3 -3 0 -2 3 0")]
    [InlineData("p cnf 2 4\n2 -2 0 -1 -1 0 1 2 -1 0 +1 2 0")]
    [InlineData("p cnf 2 20\n1 0 1 0 1 0 1 0 1 0 1 0 1 0 1 0 1 0 1 0 1 0 1 0 1 0 1 0 1 0 1 0 1 0 1 0 2 1 0 -2 1 0")]
    public void Odd_formulas_come_out_as_here(string text)
    {
        CnfFormula formula = DimacsFile.Read(new StringReader(text), "input");

        Assert.Equal([Answer(formula, Run(6, 3), 1)], program.Compiled.Lines(text, "--steps", "6", "--restarts", "3"));
        Assert.Equal([Digest(formula)], program.Compiled.Lines(text, "--digest", "5"));
    }

    [Theory]
    [ClassData(typeof(Compilers))]
    public void Every_compiler_gives_the_same_bytes(string compiler, string options)
    {
        using var compiled = new CompiledProgram(program.Files, compiler, options);

        Assert.Equal(Samples.Select(it => Digest(it.Formula)), compiled.Lines(Lines(Samples), "--digest", "5"));
        Assert.Equal(Small.Select((it, i) => Answer(it.Formula, Run(8, 2), i + 1)), compiled.Lines(Lines(Small), "--steps", "8", "--restarts", "2"));
    }

    [Fact]
    public void Files_are_read_as_here()
    {
        string expected = Digest(SatisfiabilityLine.Parse(Line.TrimEnd()).Formula);

        Assert.Equal([expected, expected], program.Compiled.Lines($"\uFEFF\n  \n# a comment\r\n{Line}\r\n f\t2  2 ?  7 - 1,2 -1,+2\r\n", "--digest", "5"));
        Assert.Equal([expected], program.Compiled.Lines("c one\n\nc 2 3 4 5 6 7\np cnf 2\n2\n1 2\nc two\n0 -1 2 0 \n %\nx", "--digest", "5"));
        Assert.Equal([expected], program.Compiled.Lines($"c {new string('x', 100_000)}\np cnf 2 2\n1 2 0 -1 2 0\n%\n0\n", "--digest", "5"));
    }

    [Theory]
    [InlineData("", "line 1: there is no formula")]
    [InlineData("\n \n", "line 1: there is no formula")]
    [InlineData("# nothing\n", "line 1: there is no formula")]
    [InlineData("p cnf 2 1 1 2 0\n", "line 1: column 11: text behind the numbers of the line 'p cnf': clauses begin on a line of their own")]
    [InlineData("\nx\n", "line 2: column 1: expected the line 'p cnf VARIABLES CLAUSES'")]
    [InlineData("c one\n", "line 2: column 1: expected the line 'p cnf VARIABLES CLAUSES'")]
    [InlineData("p dnf 1 1\n1 0\n", "line 1: column 3: expected 'cnf' after 'p'")]
    [InlineData("p cnf 1\n", "line 2: column 1: expected the number of clauses, found the end of the text")]
    [InlineData("p cnf x 1\n", "line 1: column 7: expected the number of variables, found 'x'")]
    [InlineData("p cnf -1 1\n", "line 1: column 7: expected the number of variables, found '-1'")]
    [InlineData("p cnf 2 1\n1 z 0\n", "line 2: column 3: expected a literal, found 'z'")]
    [InlineData("p cnf 2 1\n1 99999999999999999999 0\n", "line 2: column 3: expected a literal, found '99999999999999999999'")]
    [InlineData("p cnf 2 1\n1\n 3 0\n", "line 3: column 2: literal 3 is of none of the 2 variables")]
    [InlineData("p cnf 2 1\n1 -3 0\n", "line 2: column 3: literal -3 is of none of the 2 variables")]
    [InlineData("p cnf 2 1\n1 0 2 0\n", "line 2: column 7: more than the 1 clauses that the line 'p cnf' says")]
    [InlineData("p cnf 2 2\n1 0 2\n", "line 3: column 1: the last clause does not end with 0")]
    [InlineData("p cnf 2 2\n1 0 2 ", "line 2: column 7: the last clause does not end with 0")]
    [InlineData("p cnf 2 2\n1 0\n", "line 3: column 1: 1 clauses, the line 'p cnf' says 2")]
    [InlineData(Line + "f\n", "line 2: column 2: expected the number of variables, found the end of the line")]
    [InlineData(Line + "f +2 2 SAT - - 1 2", "line 2: column 3: expected the number of variables, found '+2'")]
    [InlineData(Line + "f 2 y SAT - - 1 2", "line 2: column 5: expected the number of clauses, found 'y'")]
    [InlineData(Line + "f 2 2 sat - - 1 2", "line 2: column 7: expected SAT, UNSAT or ?, found 'sat'")]
    [InlineData(Line + "f 2 2 SAT - 1 1 2", "line 2: column 13: expected 2 zeros and ones, or -")]
    [InlineData(Line + "f 2 2 SAT - 1x 1 2", "line 2: column 13: expected 2 zeros and ones, or -")]
    [InlineData(Line + "f 2 2 SAT - 10 1 -1,2", "line 2: column 13: the assignment is wrong: clause 2 has no true literal")]
    [InlineData(Line + "f 2 2 SAT - - 1 2,3", "line 2: column 19: '3' is no literal of the 2 variables")]
    [InlineData(Line + "f 2 2 SAT - - 1 2,", "line 2: column 19: '' is no literal of the 2 variables")]
    [InlineData(Line + "f 2 2 SAT - - 1 0", "line 2: column 17: '0' is no literal of the 2 variables")]
    [InlineData(Line + "f 2 2 SAT - - 1 \u001b[2J\u00e4\u00e4\u00e4\u00e4\u00e4\u00e4\u00e4\u00e4\u00e4\u00e4\u00e4\u00e4\u00e4\u00e4\u00e4\u00e4\u00e4\u00e4\u00e4\u00e4", "line 2: column 17: ' [2J\u00e4\u00e4\u00e4\u00e4\u00e4\u00e4\u00e4\u00e4\u00e4\u00e4\u00e4\u00e4\u00e4\u00e4\u00e4\u00e4\u00e4\u00e4...' is no literal")]
    [InlineData(Line + "f 2 2 SAT - - 1 2 1", "line 2: column 19: more than the 2 clauses that the third column says")]
    [InlineData(Line + "f 2 2 SAT - - 1", "line 2: 1 clauses, the third column says 2")]
    public void Malformed_input_is_named_with_its_place(string input, string message)
    {
        ProcessResult result = program.Compiled.Run(input, "--digest", "1");

        Assert.Equal(2, result.ExitCode);
        Assert.StartsWith($"sat: {message}", result.Errors, StringComparison.Ordinal);
        Assert.Single(result.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        InstanceFormatException here = Assert.Throws<InstanceFormatException>(() => SatisfiabilityFile.Read(new StringReader(input), "input").Count());
        string place = (here.Line > 0 ? $"line {here.Line}: " : string.Empty) + (here.Place.Length > 0 ? $"{here.Place}: " : string.Empty);
        Assert.True(message.StartsWith(place, StringComparison.Ordinal) || message.EndsWith("there is no formula", StringComparison.Ordinal), $"here at {place}");
    }

    [Theory]
    [InlineData("p cnf 51 0\n", "line 1: the formula has 51 variables, this program was made for 50")]
    [InlineData("p cnf 50 223\n", "line 1: the formula has 223 clauses, this program was made for 222")]
    [InlineData("f 2000000000 1 ? - - 1\n", "line 1: the formula has 2000000000 variables, this program was made for 50")]
    [InlineData("f 5 4000 ? - - 1\n", "line 1: the formula has 4000 clauses, this program was made for 222")]
    public void A_formula_larger_than_the_program_was_made_for_is_refused(string input, string message)
    {
        ProcessResult result = program.Compiled.Run(input);

        Assert.Equal((2, $"sat: {message}\n"), (result.ExitCode, result.Errors));
    }

    [Fact]
    public void Literals_beyond_the_memory_are_refused_and_the_last_that_fit_are_not()
    {
        string full = "p cnf 50 14\n" + string.Concat(Enumerable.Repeat(string.Join(' ', Enumerable.Range(1, 50)) + " 0\n", 13)) + "1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 ";
        string line = $"f 50 1000 ? - - {string.Join(' ', Enumerable.Repeat("1,2,3,4,5,6,7,8,9", 1000))}";

        Assert.Single(program.Compiled.Lines(full + "0\n", "--digest", "1"));
        Assert.Contains("sat: line 15: the formula has more than 666 literals", program.Compiled.Run(full + "17 0\n").Errors, StringComparison.Ordinal);
        Assert.Contains("line 1: the formula has 1000 clauses, this program was made for 222", program.Compiled.Run(line).Errors, StringComparison.Ordinal);
        Assert.Contains("line 1: column 9919: the line is too long", program.Compiled.Run(line.Replace("1000", "2", StringComparison.Ordinal)).Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--steps")]
    [InlineData("--steps", "0")]
    [InlineData("--restarts", "0")]
    [InlineData("--seed", "18446744073709551616")]
    [InlineData("--seed", "-1")]
    [InlineData("--digest", "1", "--steps", "1")]
    [InlineData("--what", "1")]
    public void Bad_usage_is_refused(params string[] arguments) => Assert.Equal(2, program.Compiled.Run(Line, arguments).ExitCode);

    private static string Lines(IEnumerable<CnfInstance> instances) => string.Concat(instances.Select(it => SatisfiabilityLine.ToLine(it) + "\n"));

    private static string Digest(CnfFormula formula) =>
        IntegerDigest.Of(Rule, SatisfiabilitySolver.FirstStart(formula), 5).ToString("x16", CultureInfo.InvariantCulture);

    private static Settings Run(int steps, int starts, ulong seed = 1) => Settings.Default.With(SatisfiabilitySettings.MaximumSteps, steps)
        .With(SatisfiabilitySettings.Restarts, starts).With(StandardSettings.Seed, seed);

    private static string Answer(CnfFormula formula, Settings settings, int line)
    {
        using Solver<CnfInstance, SatisfiabilityAnswer> solver = new SatisfiabilityTask().OpenSolver(QuantisedModels.Satisfiability, "integers", settings);
        SatisfiabilityAnswer answer = solver.Solve(new CnfInstance("f", formula, null, null, line));
        return answer.IsSolved
            ? string.Concat(answer.Assignment!.Select((value, i) => $"{(value ? i + 1 : -i - 1)} ")) + $"0  {answer.Steps} steps, start {answer.Start + 1}"
            : $"unsolved line {line}: nothing in {answer.Steps} steps";
    }
}
