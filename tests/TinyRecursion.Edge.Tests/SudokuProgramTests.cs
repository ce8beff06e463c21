using System.Globalization;
using TinyRecursion.Edge;
using TinyRecursion.Execution.Integer;
using TinyRecursion.Recursion;
using TinyRecursion.Tasks.Sudoku;
using Xunit;

namespace TinyRecursion.Edge.Tests;

/// <summary>The shipped rule of Sudokus as a program answers as it does here, to the step.</summary>
public sealed class SudokuProgramTests(SudokuProgram program) : IClassFixture<SudokuProgram>
{
    private const int Steps = 48;
    private static readonly IntegerRule Rule = QuantisedModels.RuleOf(QuantisedModels.Sudoku);
    private static readonly SudokuBoard[] Boards =
        [.. QuantisedModels.Boards("extreme", 6), .. QuantisedModels.Boards("hardest", 3), .. QuantisedModels.Boards("easy", 2), Refuted()];

    [Fact]
    public void Digests_are_the_same()
    {
        string[] digests = program.Compiled.Lines(Lines(Boards), "--digest", "8");

        Assert.Equal(Boards.Select(board => Digest(board, 8)), digests);
    }

    [Fact]
    public void Answers_and_steps_are_the_same()
    {
        string[] answers = program.Compiled.Lines(Lines(Boards), "--steps", $"{Steps}");

        Assert.Equal(Boards.Select(Answer), answers.Select(line => line.StartsWith("unsolved", StringComparison.Ordinal) ? "unsolved" : line));
        Assert.Contains(answers, line => line.StartsWith("unsolved", StringComparison.Ordinal));
        Assert.Contains(answers, line => !line.StartsWith("unsolved", StringComparison.Ordinal) && !line.EndsWith(" 0 steps", StringComparison.Ordinal));
    }

    [Theory]
    [ClassData(typeof(Compilers))]
    public void Every_compiler_gives_the_same_bytes(string compiler, string options)
    {
        using var compiled = new CompiledProgram(program.Files, compiler, options);

        Assert.Equal(Boards.Take(3).Select(board => Digest(board, 16)), compiled.Lines(Lines(Boards.Take(3)), "--digest", "16"));
    }

    [Fact]
    public void Files_are_read_as_here()
    {
        string board = Boards[0].ToString(), other = Boards[1].ToString();
        string[] digests = program.Compiled.Lines(
            $"\uFEFFsource,question,answer,rating\r\n\r\n# a comment\r\nbook,{board},,3\r\nbook, {other} ,,4", "--digest", "2");

        Assert.Equal([Digest(Boards[0], 2), Digest(Boards[1], 2)], digests);
        Assert.Equal([Digest(Boards[0], 2)], program.Compiled.Lines($"  {board} {new string('1', 81)} and more\n", "--digest", "2"));
        Assert.Equal([Digest(Boards[0], 2)], program.Compiled.Lines($"quizzes,solutions\n{board.Replace('.', '0')},\n", "--digest", "2"));
    }

    [Theory]
    [InlineData("", "line 1")]
    [InlineData("# nothing\n", "no puzzle")]
    [InlineData("\n12345\n", "line 2: column 1: the puzzle has 5 characters, expected 81")]
    [InlineData("x................................................................................\n", "line 1: column 1: illegal character")]
    [InlineData("..1.........1.........1..........................................................\n", "line 1: column 23: clues in conflict")]
    public void Malformed_input_is_named_with_its_line(string input, string message)
    {
        ProcessResult result = program.Compiled.Run(input);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains(message, result.Errors, StringComparison.Ordinal);
        Assert.Empty(result.Output);
    }

    [Fact]
    public void Lines_without_end_are_refused() => Assert.Equal(2, program.Compiled.Run(new string('1', 100_000)).ExitCode);

    [Theory]
    [InlineData("--steps")]
    [InlineData("--steps", "0")]
    [InlineData("--steps", "3x")]
    [InlineData("--digest", "-1")]
    [InlineData("--what", "1")]
    public void Bad_usage_is_refused(params string[] arguments) => Assert.Equal(2, program.Compiled.Run(Lines(Boards), arguments).ExitCode);

    [Fact]
    public void A_board_with_more_candidates_than_the_program_was_made_for_is_refused()
    {
        ProcessResult result = program.Compiled.Run(new string('.', 81));

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("line 1: singles leave 729 candidates open, this program was made for 296", result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void With_room_for_every_candidate_the_empty_board_runs()
    {
        var empty = new SudokuBoard(3, new byte[81]);
        using var compiled = new CompiledProgram(EdgeExporter.Export(QuantisedModels.Sudoku, new EdgeOptions { Cells = 10_000 }));

        Assert.Equal([Digest(empty, 2)], compiled.Lines(Lines([empty]), "--digest", "2"));
    }

    private static SudokuBoard Refuted() => SudokuLine.Parse("12345678.........9" + new string('.', 63)).Board;

    private static string Lines(IEnumerable<SudokuBoard> boards) => string.Concat(boards.Select(board => board + "\n"));

    private static string Digest(SudokuBoard board, int steps) =>
        IntegerDigest.Of(Rule, SudokuEncoding.Encode(board).Problem, steps).ToString("x16", CultureInfo.InvariantCulture);

    private static string Answer(SudokuBoard board)
    {
        var recursion = new SudokuRuleRecursion(Rule, new SudokuRunOptions { MaximumSteps = Steps }) { FromRandomStates = false };
        Outcome<SudokuBoard> outcome = recursion.Run(board);
        return outcome.Reason == HaltReason.Verified ? $"{outcome.Answer}  {outcome.Steps} steps" : "unsolved";
    }
}
