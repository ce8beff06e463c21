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
    public void Every_maze_is_answered_by_a_shortest_way_from_the_first_start(MazeKind kind, int side, int count)
    {
        Assert.True(Shipped.Graph.ParameterCount <= 40_000);
        using ModelRule rule = Shipped.Open();
        using var runner = new MazeRunner(rule);
        MazeGeneratorOptions options = MazeDefaults.For(kind, side, side);
        for (int i = 0; i < count; i++)
        {
            MazeResult result = runner.Run(MazeGenerator.Generate(11, (ulong)i, options), new MazeRunOptions());

            Assert.True(result.IsRight, $"Maze {i}: {result.Verdict}");
        }
    }

    [Fact]
    public void Where_no_way_leads_to_the_goal_nothing_is_marked_however_long_it_runs()
    {
        using ModelRule rule = Shipped.Open();
        using var runner = new MazeRunner(rule);
        MazeGeneratorOptions options = MazeDefaults.For(MazeKind.Walls, 20, 20, moves: 0);
        for (int i = 0; i < 10; i++)
        {
            MazePuzzle puzzle = MazeGenerator.Generate(12, (ulong)i, options);
            MazeResult result = runner.Run(puzzle, new MazeRunOptions { StopWhenRight = false, MaximumSteps = 400 });

            Assert.True(result.IsRight, $"Maze {i}: {result.Marks.Count} cells are marked");
        }
    }

    [Fact]
    public void An_answer_stands_once_it_is_there()
    {
        using ModelRule rule = Shipped.Open();
        using var runner = new MazeRunner(rule);
        MazePuzzle puzzle = MazeGenerator.Generate(13, 0, new MazeGeneratorOptions());
        int found = runner.Run(puzzle, new MazeRunOptions()).Steps;
        foreach (int more in (int[])[1, 100, 2000])
        {
            Assert.True(runner.Run(puzzle, new MazeRunOptions { StopWhenRight = false, MaximumSteps = found + more }).IsRight, $"{more} steps later");
        }
    }
}
