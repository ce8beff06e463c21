using TinyRecursion.Models;
using TinyRecursion.Recursion;
using TinyRecursion.Recursion.Planning;
using TinyRecursion.Tasks.Tiles;
using Xunit;

namespace TinyRecursion.Tasks.Tests.Tiles;

public class TilesSolverTests
{
    private static readonly TilesTask Task = new();

    private static readonly TilesPuzzle Fifteen = new(TilesGenerator.Shuffle(4, 0, 4, TilesGoal.BlankLast));

    [Theory]
    [InlineData(TilesGoal.BlankFirst)]
    [InlineData(TilesGoal.BlankLast)]
    public void Best_first_search_with_plain_costs_finds_shortest_plans(object goalValue)
    {
        var goal = (TilesGoal)goalValue;
        var space = new TilesSpace<ulong>(3);
        using var solver = Open(null, Settings.Default.With(TilesSettings.Weight, 1).With(TilesSettings.Goal, goal));
        for (ulong i = 0; i < 25; i++)
        {
            TilesBoard board = TilesGenerator.Shuffle(6, i, 3, goal);
            TilesAnswer answer = solver.Solve(new TilesPuzzle(board));

            Assert.Equal(TilesSamples.Distances.Value[space.KeyOf(board, goal)], answer.Moves.Count);
            Assert.True(TilesChecker.Check(board, goal, answer.Moves).IsSolved);
        }
    }

    [Theory]
    [InlineData(4, TilesGoal.BlankFirst)]
    [InlineData(4, TilesGoal.BlankLast)]
    [InlineData(5, TilesGoal.BlankLast)]
    public void A_beam_orders_large_boards(int side, object goalValue)
    {
        var goal = (TilesGoal)goalValue;
        TilesBoard board = TilesGenerator.Shuffle(6, 1, side, goal);
        using var solver = Open(null, Beam(50).With(TilesSettings.Goal, goal));
        TilesAnswer answer = solver.Solve(new TilesPuzzle(board));

        Assert.True(answer.IsSolved);
        Assert.True(TilesChecker.Check(board, goal, answer.Moves).IsSolved);
    }

    [Fact]
    public void An_order_out_of_reach_is_proved_at_once()
    {
        TilesBoard swapped = new([2, 1, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 0]);
        using var solver = Task.Open(null);
        TilesAnswer answer = solver.Solve(new TilesPuzzle(swapped));

        Assert.Equal((AnswerStatus.Refuted, false, 0, 0), (answer.Status, answer.IsSolved, answer.Moves.Count, answer.Nodes));
        // With sides of even length the same board is in reach of the other order.
        Assert.NotEqual(swapped.CanReach(TilesGoal.BlankLast), swapped.CanReach(TilesGoal.BlankFirst));
    }

    [Fact]
    public void A_search_over_all_boards_agrees_with_the_parity()
    {
        var space = new TilesSpace<ulong>(2);
        ulong swapped = space.KeyOf(new TilesBoard([0, 2, 1, 3]), TilesGoal.BlankFirst);
        PlanningOutcome outcome = new BeamSearch<ulong>(space, new TilesCost<ulong>(space, withConflicts: false), 12).Run(swapped);
        Assert.Equal((HaltReason.Refuted, 12), (outcome.Reason, outcome.Expanded));
    }

    [Fact]
    public void A_rules_plans_do_not_depend_on_threads()
    {
        using var solver = Open(TilesSamples.RandomModel(), Beam(40).With(StandardSettings.MaximumNodes, 6000));
        TilesAnswer first = solver.Solve(Fifteen), second = solver.Solve(Fifteen, threads: 2);

        Assert.Equal(first.Moves, second.Moves);
        Assert.Equal((first.Reason, first.Nodes, first.Closest), (second.Reason, second.Nodes, second.Closest));
    }

    [Fact]
    public void A_rule_is_applied_as_often_as_its_card_says_unless_the_settings_say_otherwise()
    {
        Settings few = Beam(40).With(StandardSettings.MaximumNodes, 3000);
        Model twice = TilesSamples.RandomModel((TilesSolver.StepsKey, "2"));
        float Closest(Model model, Settings settings)
        {
            using var solver = Open(model, settings);
            return solver.Solve(Fifteen).Closest;
        }

        float once = Closest(TilesSamples.RandomModel(), few), two = Closest(twice, few);

        Assert.NotEqual(once, two);
        Assert.Equal(once, Closest(twice, few.With(TilesSettings.Steps, 1)));
        Assert.Equal(two, Closest(TilesSamples.RandomModel(), few.With(TilesSettings.Steps, 2)));
        Assert.Equal(once, Closest(TilesSamples.RandomModel((TilesSolver.StepsKey, "1001")), few));
    }

    [Theory]
    [InlineData(4, 8)]
    [InlineData(5, 3)]
    public void The_shipped_rule_finds_shorter_plans_than_plain_costs_at_the_same_number_of_boards(int side, int boards)
    {
        var model = Model.Load(Path.Combine(AppContext.BaseDirectory, "models", "tiles.safetensors"));
        SourcedInstance[] instances =
        [
            .. Enumerable.Range(0, boards).Select(i => new SourcedInstance(new TilesPuzzle(TilesGenerator.Shuffle(77, (ulong)i, side, TilesGoal.BlankLast)), "f")),
        ];
        using var learned = Open(model, Beam(100));
        using var plain = Open(null, Beam(100));
        TilesAnswer[] with = [.. Evaluation.Run(learned, instances, threads: 2).Answers.Cast<TilesAnswer>()];
        TilesAnswer[] without = [.. Evaluation.Run(plain, instances, threads: 2).Answers.Cast<TilesAnswer>()];

        Assert.All(with, answer => Assert.True(answer.IsSolved));
        Assert.True(with.Sum(answer => answer.Moves.Count) < without.Sum(answer => answer.Moves.Count));
        Assert.True(with.Sum(answer => answer.Nodes) < without.Sum(answer => answer.Nodes));
    }

    [Fact]
    public void Nothing_is_allocated_for_a_board()
    {
        var space = new TilesSpace<ulong>(4);
        var search = new BeamSearch<ulong>(space, new TilesCost<ulong>(space, withConflicts: true), 2000);
        ulong start = space.KeyOf(Fifteen.Board, TilesGoal.BlankLast);
        search.Run(start);
        long before = GC.GetAllocatedBytesForCurrentThread();
        PlanningOutcome outcome = search.Run(start);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        // The table of boards seen doubles: all of its sizes together are at most 4/3 of the last two, which are the peak.
        Assert.InRange(allocated, 1, (outcome.PeakBytes * 4 / 3) + 100_000);
        Assert.True(outcome.Nodes > 100_000);
    }

    [Fact]
    public void Limits_end_a_search_with_how_far_it_came()
    {
        using var few = Open(null, Settings.Default.With(StandardSettings.MaximumNodes, 1000));
        using var small = Open(null, Settings.Default.With(TilesSettings.Weight, 1).With(StandardSettings.MemoryLimit, 2));
        TilesAnswer nodes = few.Solve(Fifteen), bytes = small.Solve(Fifteen);

        Assert.Equal((HaltReason.StepLimit, HaltReason.MemoryLimit), (nodes.Reason, bytes.Reason));
        Assert.InRange(nodes.Nodes, 1, 1000);
        Assert.InRange(bytes.PeakBytes, 1_000_000, 2_000_000);
        Assert.All([nodes, bytes], answer => Assert.True(answer.Depth > 0 && answer.Closest > 0 && answer.Moves.Count == 0));
        Assert.All([nodes, bytes], answer => Assert.Equal(("gave-up", false), (answer.StatusName, answer.IsAccepted)));
    }

    [Fact]
    public void Rules_and_models_that_do_not_go_together_are_refused()
    {
        Settings algorithmic = Settings.Default.With(TilesSettings.Rules, RuleKind.Algorithmic);
        const string Message = "--rules algorithmic takes no --model and no --steps";

        Assert.Equal(Message, Assert.Throws<SettingException>(() => Open(TilesSamples.RandomModel(), algorithmic)).Message);
        Assert.Equal(Message, Assert.Throws<SettingException>(() => Open(null, algorithmic.With(TilesSettings.Steps, 1))).Message);
        Assert.Equal((true, false), (Task.NeedsModel(Settings.Default), Task.NeedsModel(algorithmic)));
        var sudoku = Model.Load(Path.Combine(AppContext.BaseDirectory, "models", "sudoku.safetensors"));
        Assert.StartsWith("m: does not fit sliding tiles: ", Assert.Throws<ModelFormatException>(() => Open(sudoku, Settings.Default)).Message, StringComparison.Ordinal);
    }

    private static Settings Beam(int width) => Settings.Default.With(TilesSettings.Beam, width);

    private static Solver<TilesPuzzle, TilesAnswer> Open(Model? model, Settings settings) => Task.OpenSolver(model, "m", settings);
}
