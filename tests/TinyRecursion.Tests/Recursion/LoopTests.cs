using TinyRecursion.Recursion;
using TinyRecursion.Rules;
using Xunit;
using Halting = TinyRecursion.Recursion.Halting;

namespace TinyRecursion.Tests.Recursion;

/// <summary>When a loop ends, what it reports, and what a trace keeps of it.</summary>
public class LoopTests
{
    private static readonly PlainRule Countdown = new(x => MathF.Max(x - 1, 0));

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    public void A_step_limit_takes_exactly_that_many_steps(int steps)
    {
        using IRuleSession session = From(100);

        Assert.Equal(new LoopResult(steps, HaltReason.StepLimit), Loop.Run(session, Halting.Steps(steps)));
        Assert.Equal(100 - steps, session.Readout()[0]);
    }

    [Fact]
    public void A_bit_exact_fixed_point_is_the_first_step_that_changes_nothing()
    {
        using IRuleSession session = From(3);

        Assert.Equal(new LoopResult(4, HaltReason.Converged), Loop.Run(session, Halting.Converged(0)));
    }

    [Fact]
    public void A_tolerance_ends_at_the_first_move_within_it()
    {
        using IRuleSession session = new PlainRule(x => x / 2).Open();
        session.SetState([8f]);

        // Moves of 4, 2, 1, 0.5, 0.25.
        Assert.Equal(5, Loop.Run(session, Halting.Converged(0.25f)).Steps);
    }

    [Fact]
    public void A_verified_answer_ends_it_and_of_several_conditions_the_first_given_names_the_reason()
    {
        using IRuleSession session = From(5);
        var verified = Halting.Verified(logits => logits[0] == 2);

        Assert.Equal(new LoopResult(3, HaltReason.Verified), Loop.Run(session, Halting.Any(verified, Halting.Steps(3))));
        session.SetState([5f]);
        Assert.Equal(HaltReason.StepLimit, Loop.Run(session, Halting.Any(Halting.Steps(3), verified)).Reason);
        session.SetState([5f]);
        Assert.Equal(HaltReason.Converged, Loop.Run(
            session, Halting.Any(Halting.Verified(_ => false), Halting.Converged(0), Halting.Steps(100))).Reason);
    }

    [Fact]
    public void A_condition_of_ones_own_names_the_reason_and_is_asked_after_the_trace()
    {
        using IRuleSession session = From(5);
        var trace = new Trace();

        LoopResult result = Loop.Run(
            session, Halting.Any(Halting.When(HaltReason.Complete, _ => trace.Steps[^1].Logits[0] == 2), Halting.Steps(9)), trace);

        Assert.Equal(new LoopResult(3, HaltReason.Complete), result);
    }

    [Fact]
    public void Conditions_are_those_that_were_given()
    {
        using IRuleSession session = From(5);
        Halting[] conditions = [Halting.Steps(2)];
        var any = Halting.Any(conditions);
        conditions[0] = null!;

        Assert.Equal(new LoopResult(2, HaltReason.StepLimit), Loop.Run(session, any));
    }

    [Fact]
    public void A_loop_goes_on_from_the_state_that_the_session_holds()
    {
        using IRuleSession session = From(10);

        Loop.Run(session, Halting.Steps(2));

        Assert.Equal(new LoopResult(5, HaltReason.StepLimit), Loop.Run(session, Halting.Steps(5)));
        Assert.Equal(5, session.Readout()[0]);
    }

    [Fact]
    public void A_trace_has_every_step_with_its_residual_and_scores()
    {
        using IRuleSession session = From(2);
        var trace = new Trace();

        Loop.Run(session, Halting.Steps(3), trace);

        Assert.Equal([1L, 2, 3], trace.Steps.Select(step => step.Step));
        Assert.Equal([1f, 1f, 0f], trace.Steps.Select(step => step.Residual));
        Assert.Equal([1f, 0f, 0f], trace.Steps.Select(step => step.Logits[0]));
    }

    [Fact]
    public void Cancelling_ends_it_between_steps()
    {
        using IRuleSession session = From(10);
        using var stop = new CancellationTokenSource();

        Assert.Throws<OperationCanceledException>(() => Loop.Run(
            session,
            Halting.Verified(logits =>
            {
                if (logits[0] == 7)
                {
                    stop.Cancel();
                }

                return false;
            }),
            trace: null, stop.Token));
        Assert.Equal(3, session.StepCount);
    }

    [Fact]
    public void Conditions_that_mean_nothing_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Halting.Steps(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Halting.Converged(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Halting.Any());
        Assert.Throws<ArgumentNullException>(() => Halting.Verified(null!));
        Assert.Throws<ArgumentNullException>(() => Halting.When(HaltReason.Complete, null!));
        Assert.Throws<ArgumentOutOfRangeException>(() => Halting.When(HaltReason.None, _ => true));
    }

    private static IRuleSession From(float state)
    {
        IRuleSession session = Countdown.Open();
        session.SetState([state]);
        return session;
    }
}
