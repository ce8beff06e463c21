using TinyRecursion.Execution.Finite;
using TinyRecursion.Execution.Integer;
using TinyRecursion.Models;
using TinyRecursion.Problems;
using TinyRecursion.Tasks.Maze;
using TinyRecursion.Training.Compression;
using Xunit;

namespace TinyRecursion.Tasks.Tests.Maze;

/// <summary>The shipped rule of mazes in 8-bit integers, calibrated on small mazes.</summary>
public class IntegerMazeTests
{
    private static readonly IntegerRule Rule = Quantise();

    [Fact]
    public void It_answers_mazes_larger_than_those_it_was_calibrated_on()
    {
        using var solver = new MazeGridSolver(Rule, "integers", Settings.Default);
        for (int i = 0; i < 4; i++)
        {
            Assert.True(solver.Solve(MazeGenerator.Generate(14, (ulong)i, MazeDefaults.For(MazeKind.Walls, 24, 24))).IsSolved, $"maze {i}");
        }
    }

    [Fact]
    public void Where_no_path_leads_to_the_goal_nothing_is_marked()
    {
        Settings settings = Settings.Default.With(StandardSettings.Halt, HaltRule.Steps).With(StandardSettings.MaximumSteps, 100);
        using var solver = new MazeGridSolver(Rule, "integers", settings);
        MazePuzzle puzzle = MazeGenerator.Generate(15, 0, MazeDefaults.For(MazeKind.Walls, 12, 12, moves: 0));

        Assert.True(solver.Solve(puzzle).IsSolved);
    }

    [Theory]
    [InlineData(sbyte.MaxValue, 1.0)]
    [InlineData(1, 0.0)]
    public void The_proved_rule_in_integers_is_a_table_like_any_other(int levels, double least)
    {
        (Model model, IntegerRule rule) = Quantise("maze-proved", levels);
        var machine = FiniteMachine.Tabulate(model.Graph, rule, [MazeGrid.Kinds]);

        ReadOnlySpan<ushort> right = WaveSpecification.Machine.Table;
        int same = 0;
        for (int key = 0; key < right.Length; key++)
        {
            same += machine.Table[key] == right[key] ? 1 : 0;
        }

        // Eight bits lose nothing of it; without training one of three values for a weight does.
        Assert.InRange(same / (double)right.Length, least, least == 1 ? 1 : 0.99);
    }

    private static IntegerRule Quantise() => Quantise("maze", sbyte.MaxValue).Rule;

    private static (Model Model, IntegerRule Rule) Quantise(string name, int levels)
    {
        Model model = Model.Load(Path.Combine(AppContext.BaseDirectory, "models", name + ".safetensors"));
        List<Problem> problems = [.. Enumerable.Range(0, 8).Select(
            i => MazeGrid.Encode(MazeGenerator.Generate(5, (ulong)i, MazeDefaults.For(MazeKind.Walls, 15, 15)).Board))];
        Calibration calibration = Calibration.Collect(model.Graph, model.Parameters, problems, steps: 120);
        return (model, new IntegerRule(model.Graph, Quantiser.Quantise(model.Graph, model.Parameters.Span, calibration, levels)));
    }
}
