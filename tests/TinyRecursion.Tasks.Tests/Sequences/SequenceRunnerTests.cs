using TinyRecursion.Models;
using TinyRecursion.Models.Trm;
using TinyRecursion.Recursion;
using TinyRecursion.Rules;
using TinyRecursion.Rules.Trm;
using TinyRecursion.Tasks.Sequences;
using TinyRecursion.Tasks.Sudoku;
using Xunit;

namespace TinyRecursion.Tasks.Tests.Sequences;

public sealed class SequenceRunnerTests
{
    private static readonly TrmConfig Config = new()
    {
        SequenceLength = 16, VocabularySize = 6, PuzzleCount = 2, PuzzleWidth = 8, PuzzleSlots = 1, HighCycles = 1, LowCycles = 1, Layers = 1,
        Width = 8, Expansion = 1, Heads = 2, Positions = TrmPositions.Rotary, HaltMaximumSteps = 4,
    };

    private static readonly int[] Tokens = [1, 2, 3, 4, 5, 1, 2, 3, 4, 5, 1, 2, 3, 4, 5, 1];

    [Fact]
    public void A_run_takes_all_steps_unless_it_may_end_earlier()
    {
        SequenceResult all = Run(halting: 3f, new SequenceRunOptions { MaximumSteps = 4 });
        SequenceResult adaptive = Run(halting: 3f, new SequenceRunOptions { MaximumSteps = 4, Adaptive = true });
        SequenceResult unsure = Run(halting: -3f, new SequenceRunOptions { MaximumSteps = 4, Adaptive = true });

        Assert.Equal((4, HaltReason.StepLimit), (all.Steps, all.Reason));
        Assert.Equal((1, HaltReason.Learned), (adaptive.Steps, adaptive.Reason));
        Assert.Equal((4, HaltReason.StepLimit), (unsure.Steps, unsure.Reason));
        Assert.Equal(1 / (1 + Math.Exp(-3)), all.Confidence, 6);
        Assert.Equal(all.Tokens, unsure.Tokens);
    }

    [Fact]
    public void Every_step_is_shown_and_an_accepted_answer_ends_the_run()
    {
        var shown = new List<(int Step, int[] Tokens)>();
        SequenceResult result = Run(halting: 0f, new SequenceRunOptions
        {
            MaximumSteps = 4, OnStep = (step, tokens) => shown.Add((step, [.. tokens])), Accept = _ => shown.Count == 3,
        });

        Assert.Equal((3, HaltReason.Verified), (result.Steps, result.Reason));
        Assert.Equal([1, 2, 3], shown.Select(one => one.Step));
        Assert.Equal(result.Tokens, shown[^1].Tokens);
        Assert.All(result.Tokens, token => Assert.InRange(token, 0, 5));
    }

    [Fact]
    public void Puzzles_and_random_starts_make_a_difference_and_are_repeated_exactly()
    {
        var one = new SequenceRunOptions { MaximumSteps = 1 };
        int[] plain = Run(0f, one).Tokens;

        Assert.Equal(plain, Run(0f, one).Tokens);
        Assert.NotEqual(plain, Run(0f, one, puzzle: 1).Tokens);
        Assert.NotEqual(plain, Run(0f, one with { RandomStart = 5 }).Tokens);
        Assert.Equal(Run(0f, one with { RandomStart = 5 }).Tokens, Run(0f, one with { RandomStart = 5 }).Tokens);
    }

    [Theory]
    [InlineData(15, 0, 1, "15 tokens, the model takes 16")]
    [InlineData(16, 2, 1, "puzzle 2, the model knows 2")]
    [InlineData(16, 0, 6, "token 6, the model knows 6")]
    [InlineData(16, 0, -1, "token -1, the model knows 6")]
    public void What_is_no_sequence_of_the_model_is_refused(int length, int puzzle, int last, string problem)
    {
        int[] tokens = new int[length];
        tokens[^1] = last;
        using ModelRule rule = Model(0f).Open();
        using var runner = new SequenceRunner(rule, Config);

        var error = Assert.Throws<ArgumentException>(() => runner.Run(tokens, puzzle, new SequenceRunOptions()));

        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_board_is_run_from_as_many_starts_as_are_asked_for_and_an_answer_is_checked()
    {
        using ModelRule rule = Model(3f).Open();
        using var runner = new SudokuSequenceRunner(rule, Config);
        SudokuBoard board = SudokuLine.Parse("1...............").Board;
        var steps = new List<int>();

        SudokuResult result = runner.Run(
            board, new SudokuRunOptions { MaximumSteps = 2, Starts = 3 }, (step, digits) => steps.Add(step));
        SudokuResult confident = runner.Run(board, new SudokuRunOptions { MaximumSteps = 2, StopWhenConfident = true, StopWhenSolved = false });

        // Random weights solve nothing, and what they say is held against the clues.
        Assert.False(result.IsSolved);
        Assert.NotEmpty(result.Verdict.Conflicts);
        Assert.Equal((2, 6L, 2), (result.Steps, result.TotalSteps, result.Restart));
        Assert.Equal([1, 2, 1, 2, 1, 2], steps);
        Assert.Equal((1, 0), (confident.Steps, confident.Restart));
        Assert.Throws<ArgumentException>(() => runner.Run(SudokuLine.Parse(new string('.', 81)).Board, new SudokuRunOptions()));
    }

    private static SequenceResult Run(float halting, SequenceRunOptions options, int puzzle = 0)
    {
        using ModelRule rule = Model(halting).Open();
        using var runner = new SequenceRunner(rule, Config);
        return runner.Run(Tokens, puzzle, options);
    }

    /// <summary>A model of random weights whose halting head always says the same.</summary>
    private static Model Model(float halting)
    {
        RuleGraph graph = TrmRule.Create(Config);
        var parameters = new float[graph.ParameterCount];
        var random = new SeededRandom(3);
        foreach (ref float parameter in parameters.AsSpan())
        {
            parameter = 0.5f * random.NextGaussian();
        }

        foreach (WeightShape weight in graph.Weights.Where(weight => weight.Name.StartsWith("head.halting", StringComparison.Ordinal)))
        {
            parameters.AsSpan(weight.Offset, weight.Count).Fill(weight.Name.EndsWith("bias", StringComparison.Ordinal) ? halting : 0f);
        }

        var start = new float[Config.Width];
        start.AsSpan().Fill(1f);
        return new TrmModel(Config, graph, parameters, new NestedCyclesOptions
        {
            HighCycles = 1, LowCycles = 1, HighStart = start, LowStart = start,
        }).ToModel("sudoku", new Dictionary<string, string>());
    }
}
