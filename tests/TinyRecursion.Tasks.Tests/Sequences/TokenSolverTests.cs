using TinyRecursion.Models;
using TinyRecursion.Recursion;
using TinyRecursion.Rules;
using TinyRecursion.Tasks.Sequences;
using Xunit;

namespace TinyRecursion.Tasks.Tests.Sequences;

public sealed class TokenSolverTests
{
    private static readonly int[] Tokens = [1, 2, 3, 4, 5, 1, 2, 3, 4, 5, 1, 2, 3, 4, 5, 1];

    [Fact]
    public void A_run_takes_all_steps_unless_it_may_end_earlier()
    {
        TokenAnswer all = Run(halting: 3f, new TokenRunOptions { MaximumSteps = 4 });
        TokenAnswer adaptive = Run(halting: 3f, new TokenRunOptions { MaximumSteps = 4, Adaptive = true });
        TokenAnswer unsure = Run(halting: -3f, new TokenRunOptions { MaximumSteps = 4, Adaptive = true });

        Assert.Equal((4, HaltReason.StepLimit), (all.Steps, all.Reason));
        Assert.Equal((1, HaltReason.Learned), (adaptive.Steps, adaptive.Reason));
        Assert.Equal((4, HaltReason.StepLimit), (unsure.Steps, unsure.Reason));
        Assert.Equal(1 / (1 + Math.Exp(-3)), all.Confidence, 6);
        Assert.Equal(all.Tokens, unsure.Tokens);
    }

    [Fact]
    public void Every_step_is_traced_and_an_accepted_answer_ends_the_run()
    {
        using ModelRule rule = RandomTokenModel.Create(0f).Open();
        using var solver = new TokenSolver(rule, RandomTokenModel.Config);
        var shown = new TokenTrace(solver);
        TokenAnswer answer = solver.Run(
            Tokens, 0, new TokenRunOptions { MaximumSteps = 4, Accept = _ => shown.Steps.Count == 3 }, shown, TestContext.Current.CancellationToken);

        Assert.Equal((3, HaltReason.Verified), (answer.Steps, answer.Reason));
        Assert.Equal([1, 2, 3], shown.Steps.Select(one => one.Number));
        Assert.Equal(answer.Tokens, shown.Steps[^1].Tokens);
        Assert.All(answer.Tokens, token => Assert.InRange(token, 0, 5));
    }

    [Fact]
    public void An_answer_may_be_looked_at_when_the_run_has_ended()
    {
        TokenAnswer answer = Run(0f, new TokenRunOptions { MaximumSteps = 4, Starts = 3, Accept = _ => true, StopWhenAccepted = false });

        Assert.Equal((4, 4L, 0, HaltReason.Verified), (answer.Steps, answer.TotalSteps, answer.Restart, answer.Reason));
    }

    [Fact]
    public void Puzzles_and_random_starts_make_a_difference_and_are_repeated_exactly()
    {
        var one = new TokenRunOptions { MaximumSteps = 1 };
        int[] plain = Run(0f, one).Tokens;
        TokenAnswer third = Run(0f, one with { Starts = 3 });

        Assert.Equal(plain, Run(0f, one).Tokens);
        Assert.NotEqual(plain, Run(0f, one, puzzle: 1).Tokens);
        Assert.Equal((1, 3L, 2), (third.Steps, third.TotalSteps, third.Restart));
        Assert.NotEqual(plain, third.Tokens);
        Assert.NotEqual(third.Tokens, Run(0f, one with { Starts = 3, Seed = 2 }).Tokens);
        Assert.Equal(third.Tokens, Run(0f, one with { Starts = 3, Threads = 2 }).Tokens);
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
        using ModelRule rule = RandomTokenModel.Create(0f).Open();
        using var solver = new TokenSolver(rule, RandomTokenModel.Config);

        var error = Assert.Throws<ArgumentException>(() => solver.Run(tokens, puzzle, new TokenRunOptions()));

        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
    }

    private static TokenAnswer Run(float halting, TokenRunOptions options, int puzzle = 0)
    {
        using ModelRule rule = RandomTokenModel.Create(halting).Open();
        using var solver = new TokenSolver(rule, RandomTokenModel.Config);
        return solver.Run(Tokens, puzzle, options);
    }

    /// <summary>Keeps the tokens on top after each step.</summary>
    private sealed class TokenTrace(TokenSolver solver) : ITrace
    {
        public List<(long Number, int[] Tokens)> Steps { get; } = [];

        public void Record(ITracedStep step) => Steps.Add((step.Number, solver.Read(step.Readout())));
    }
}
