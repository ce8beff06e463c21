using CsCheck;
using TinyRecursion.Execution.Finite;
using TinyRecursion.Models;
using TinyRecursion.Tasks.Maze;
using Xunit;

namespace TinyRecursion.Tasks.Tests.Maze;

/// <summary>What docs/maze.md proves of the wave rule, looked at on random boards, and the learned rule beside it.</summary>
public class WaveTests
{
    private static readonly Model Shipped = Model.Load(Path.Combine(AppContext.BaseDirectory, "models", "maze-proved.safetensors"));

    private static readonly FiniteMachine Learned = FiniteMachine.Tabulate(Shipped.Graph, Shipped.Parameters.Span, [MazeGrid.Kinds]);

    [Fact]
    public void The_wave_and_the_walk_are_after_each_step_where_the_induction_says() => MazeSamples.Puzzle.Sample(puzzle =>
    {
        MazeBoard board = puzzle.Board;
        int[] toGoal = MazePaths.Distances(board, board.Goal);
        List<int> path = [.. MazePaths.Path(board) ?? []];
        int reach = toGoal.Max(), moves = path.Count - 1, last = Math.Max(reach + 1, path.Count > 0 ? (2 * moves) + 1 : 0);
        using FiniteSession session = WaveSpecification.Machine.OpenFinite();
        session.Bind(MazeGrid.Encode(board));
        int[] open = MazeGrid.OpenCells(board);
        for (int step = 1; step <= last + 1; step++)
        {
            session.Step();
            Assert.Equal(step <= last, session.Residual() > 0);
            for (int i = 0; i < open.Length; i++)
            {
                int cell = open[i];
                var symbol = (WaveSymbol)session.Symbols[i];
                int place = path.IndexOf(cell);
                Assert.Equal(toGoal[cell] >= 0 && toGoal[cell] <= step - 1, symbol != WaveSymbol.Blank);
                Assert.Equal(place >= 0 && place <= step - moves - 1, WaveSpecification.IsOnPath(symbol));
            }
        }

        Assert.InRange(last, 1, (2 * board.Cells.Length) - 1);
    });

    [Fact]
    public void Plain_code_and_the_learned_rule_mark_the_published_path_or_nothing() => MazeSamples.Puzzle.Sample(puzzle =>
    {
        using var plain = new MazeGridSolver(WaveSpecification.Machine, "plain code", Settings.Default, finite: true);
        using var learned = new MazeGridSolver(Learned, "learned", Settings.Default, finite: true);
        MazeAnswer answer = plain.Solve(puzzle);
        return answer.IsSolved && answer.IsExact is null or true && (puzzle.Label is null) == answer.Verdict.IsNoPath
            && learned.Solve(puzzle) is var other && other.Marks.Equals(answer.Marks) && other.Steps == answer.Steps;
    });

    [Theory]
    [InlineData(MazeKind.Walls, 201, 150)]
    [InlineData(MazeKind.Perfect, 301, 301)]
    public void The_learned_rule_solves_large_boards(object kindValue, int rows, int columns)
    {
        var kind = (MazeKind)kindValue;
        var options = new MazeGeneratorOptions
        {
            Kind = kind, Rows = rows, Columns = columns, MinimumMoves = rows, MinimumWalls = rows * columns * 3 / 10, MaximumWalls = rows * columns * 35 / 100,
        };
        MazePuzzle puzzle = MazeGenerator.Generate(6, 0, options);
        using var solver = new MazeGridSolver(Learned, "learned", Settings.Default, finite: true);
        Assert.True(solver.Solve(puzzle) is { IsSolved: true, IsExact: true });
    }

    [Fact]
    public void Traces_hold_what_cells_meet_and_depend_on_the_seed_alone()
    {
        long[] traces = WaveTraces.Collect(3, 40);
        Assert.Equal(traces, WaveTraces.Collect(3, 40));
        Assert.NotEqual(traces, WaveTraces.Collect(4, 40));
        FiniteShape shape = WaveSpecification.Machine.Shape;
        Assert.Equal(644_204, shape.Size);
        Assert.All(traces, key => Assert.InRange(key, 0, shape.Size - 1));
        // The goal at the first step, and a wall that the wave passes, but never a wall that holds anything.
        Assert.Contains(shape.Key([(int)MazeCell.Goal, 0, 0, 0, 0, 0]), traces);
        var inputs = new int[6];
        Assert.All(traces, key =>
        {
            shape.Inputs(key, inputs);
            Assert.True(inputs[0] != (int)MazeCell.Wall || inputs[1] == 0);
        });
    }

    [Theory]
    [InlineData(MazeCell.Wall, "Up", "Up Up Up Up", "Blank")]
    [InlineData(MazeCell.Goal, "Blank", "Blank Blank Blank Blank", "Goal")]
    [InlineData(MazeCell.Free, "Blank", "Blank Up Blank Goal", "Left")]
    [InlineData(MazeCell.Start, "Blank", "Blank Blank Blank Down", "PathUp")]
    [InlineData(MazeCell.Free, "Down", "Blank PathRight Blank Blank", "PathDown")]
    [InlineData(MazeCell.Free, "Down", "PathDown PathLeft PathUp PathUp", "Down")]
    [InlineData(MazeCell.Goal, "Goal", "Blank Blank Blank PathDown", "PathGoal")]
    [InlineData(MazeCell.Goal, "Goal", "PathGoal PathGoal PathGoal PathGoal", "Goal")]
    [InlineData(MazeCell.Free, "PathLeft", "PathUp Blank Blank Blank", "PathLeft")]
    public void The_specification_is_as_it_says(object kind, string own, string around, string next) => Assert.Equal(
        Enum.Parse<WaveSymbol>(next),
        WaveSpecification.Next((MazeCell)kind, Enum.Parse<WaveSymbol>(own), [.. around.Split(' ').Select(Enum.Parse<WaveSymbol>)]));
}
