using System.Globalization;
using TinyRecursion.Edge;
using TinyRecursion.Execution.Integer;
using TinyRecursion.Tasks;
using TinyRecursion.Tasks.Maze;
using Xunit;

namespace TinyRecursion.Edge.Tests;

/// <summary>The shipped rule of mazes as a program finds the ways that it finds here, in as many steps.</summary>
public sealed class MazeProgramTests(MazeProgram program) : IClassFixture<MazeProgram>
{
    private static readonly IntegerRule Rule = QuantisedModels.RuleOf(QuantisedModels.Maze);
    private static readonly MazePuzzle[] Mazes =
        [.. Enumerable.Range(0, 4).Select(i => QuantisedModels.MazeOf(6, i, side: 12 + i)), QuantisedModels.MazeOf(7, 0, side: 12, moves: 0)];

    [Fact]
    public void Digests_are_the_same_from_lines_and_from_blocks()
    {
        string[] expected = [.. Mazes.Select(Digest)];

        Assert.Equal(expected, program.Compiled.Lines(Lines(), "--digest", "9"));
        Assert.Equal(expected, program.Compiled.Lines(string.Join('\n', Mazes.Select(MazeFile.ToBlock)), "--digest", "9"));
        Assert.Equal(expected, program.Compiled.Lines("source,question,answer,rating\n" + string.Concat(Mazes.Select(maze => $"a,\"{maze.Board}\",,1\n")), "--digest", "9"));
    }

    [Fact]
    public void Answers_and_steps_are_the_same() =>
        Assert.Equal(Mazes.Select(maze => Answer(maze, null)), program.Compiled.Lines(Lines()).Select(Short));

    [Fact]
    public void A_run_ends_after_the_steps_that_it_is_given()
    {
        string[] answers = program.Compiled.Lines(Lines(), "--steps", "20");

        Assert.Equal(Mazes.Select(maze => Answer(maze, 20)), answers.Select(Short));
        Assert.Contains("unsolved", answers.Select(Short));
    }

    [Theory]
    [ClassData(typeof(Compilers))]
    public void Every_compiler_gives_the_same_bytes(string compiler, string options)
    {
        using var compiled = new CompiledProgram(program.Files, compiler, options);

        Assert.Equal(Mazes.Select(Digest), compiled.Lines(Lines(), "--digest", "9"));
    }

    [Theory]
    [InlineData("", "line 1")]
    [InlineData("S.#\n..\n..G\n", "line 2: column 1: the row is not as long as those above")]
    [InlineData("S.#\n.x.\n..G\n", "line 2: column 2: illegal character")]
    [InlineData("...\n...\n..G\n", "line 1: column 1: expected one S and one G")]
    [InlineData("S..\n..S\n..G\n", "line 2: column 3: a second S or G")]
    [InlineData("S...G\n\n", "line 1: column 1: the length of the maze is no square")]
    [InlineData("source,question,answer,rating\na\n", "line 2: column 1: expected source")]
    public void Malformed_input_is_named_with_its_line(string input, string message)
    {
        ProcessResult result = program.Compiled.Run(input);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains(message, result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void A_maze_larger_than_the_program_was_made_for_is_refused()
    {
        ProcessResult result = program.Compiled.Run(QuantisedModels.MazeOf(8, 0, side: 21).Board + "\n\n");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("line 1: the maze has more than 400 squares", result.Errors, StringComparison.Ordinal);
    }

    private static string Lines() => string.Concat(Mazes.Select(maze => maze.Board + "\n\n"));

    private static string Digest(MazePuzzle maze) =>
        IntegerDigest.Of(Rule, MazeGrid.Encode(maze.Board), 9).ToString("x16", CultureInfo.InvariantCulture);

    private static string Short(string line) => line.StartsWith("unsolved", StringComparison.Ordinal) ? "unsolved" : line;

    private static string Answer(MazePuzzle maze, int? steps)
    {
        Settings settings = Settings.Default.With(StandardSettings.Restarts, 1).With(StandardSettings.MaximumSteps, steps);
        using var solver = new MazeGridSolver(Rule, "integers", settings);
        MazeAnswer answer = solver.Solve(maze);
        string path = answer.HasNoPath ? "no path, " : string.Empty;
        return answer.IsSolved ? $"{maze.Board.ToString(answer.Marks)}  {path}{answer.Steps} steps" : "unsolved";
    }
}
