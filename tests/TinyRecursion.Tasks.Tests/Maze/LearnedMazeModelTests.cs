using TinyRecursion.Models;
using TinyRecursion.Tasks.Maze;
using Xunit;

namespace TinyRecursion.Tasks.Tests.Maze;

/// <summary>The shipped rule that learned end to end, on mazes far larger than the 15×15 that it learned from.</summary>
public class LearnedMazeModelTests
{
    private static readonly Model Shipped = Model.Load(Path.Combine(AppContext.BaseDirectory, "models", "maze.safetensors"));

    [Theory]
    [InlineData(MazeKind.Walls, 15, 40)]
    [InlineData(MazeKind.Walls, 60, 10)]
    [InlineData(MazeKind.Perfect, 61, 10)]
    [InlineData(MazeKind.Walls, 101, 3)]
    public void Every_maze_is_answered_by_a_shortest_path_from_the_first_start(object kindValue, int side, int count)
    {
        var kind = (MazeKind)kindValue;
        Assert.True(Shipped.Graph.ParameterCount <= 40_000);
        using Solver<MazePuzzle, MazeAnswer> solver = new MazeTask().Open(Shipped);
        MazeGeneratorOptions options = MazeDefaults.For(kind, side, side);
        for (int i = 0; i < count; i++)
        {
            MazeAnswer answer = solver.Solve(MazeGenerator.Generate(11, (ulong)i, options));

            Assert.True(answer is { IsSolved: true, Restart: 0 }, $"Maze {i}: {answer.Verdict}");
        }
    }

    [Fact]
    public void Where_no_path_leads_to_the_goal_nothing_is_marked_however_long_it_runs()
    {
        using Solver<MazePuzzle, MazeAnswer> solver = AllSteps(400);
        MazeGeneratorOptions options = MazeDefaults.For(MazeKind.Walls, 20, 20, moves: 0);
        for (int i = 0; i < 10; i++)
        {
            MazeAnswer answer = solver.Solve(MazeGenerator.Generate(12, (ulong)i, options));

            Assert.True(answer.IsSolved, $"Maze {i}: {answer.Marks.Count} cells are marked");
        }
    }

    [Fact]
    public void An_answer_stands_once_it_is_there()
    {
        using Solver<MazePuzzle, MazeAnswer> solver = new MazeTask().Open(Shipped);
        MazePuzzle puzzle = MazeGenerator.Generate(13, 0, new MazeGeneratorOptions());
        int found = (int)solver.Solve(puzzle).RunSteps;
        foreach (int more in (int[])[1, 100, 2000])
        {
            using Solver<MazePuzzle, MazeAnswer> longer = AllSteps(found + more);
            Assert.True(longer.Solve(puzzle).IsSolved, $"{more} steps later");
        }
    }

    private static Solver<MazePuzzle, MazeAnswer> AllSteps(int steps) => new MazeTask().OpenSolver(
        Shipped, "maze", Settings.Default.With(StandardSettings.Halt, HaltRule.Steps).With(StandardSettings.MaximumSteps, steps));
}
