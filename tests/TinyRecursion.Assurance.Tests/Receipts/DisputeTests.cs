using TinyRecursion.Assurance.Checker.Receipts;
using TinyRecursion.Assurance.Receipts;
using Xunit;

namespace TinyRecursion.Assurance.Tests.Receipts;

/// <summary>Of two receipts that differ, the wrong one is found with few questions and one step.</summary>
public sealed class DisputeTests(ReceiptTests.Samples samples) : IClassFixture<ReceiptTests.Samples>
{
    private readonly ReceiptSample _sample = samples.Sudokus;

    [Fact]
    public void Whoever_is_wrong_is_named_with_the_step_in_which()
    {
        int[] steps = ForgedReceipt.Of(_sample.Bytes).Runs[1].Steppings;
        foreach (int index in (int[])[steps[0], steps[1], steps[^1]])
        {
            ForgedReceipt forged = ForgedReceipt.Of(_sample.Bytes);
            forged.Runs[1].Turn(index);
            DisputeVerdict verdict = Settle(_sample, _sample.Bytes, forged.Bytes()), other = Settle(_sample, forged.Bytes(), _sample.Bytes);
            Assert.Equal((true, false, 1, index), (verdict.FirstIsRight, verdict.SecondIsRight, verdict.Run, verdict.Event));
            Assert.Equal($"run 1: event {index}: the second is wrong: the state after the step is another", verdict.Reason);
            Assert.Equal((false, true), (other.FirstIsRight, other.SecondIsRight));
            Assert.InRange(verdict.Rounds, 1, (int)Math.Ceiling(Math.Log2(forged.Runs[1].Events.Count)));
        }
    }

    [Fact]
    public void Ten_thousand_steps_take_14_rounds_and_one_step()
    {
        using ReceiptSample corridor = ReceiptSample.Snake();
        ForgedReceipt forged = ForgedReceipt.Of(corridor.Bytes);
        int[] steps = forged.Runs[0].Steppings;
        Assert.InRange(steps.Length, 9_890, 10_000);
        forged.Runs[0].Turn(steps[^2]);
        DisputeVerdict verdict = Settle(corridor, corridor.Bytes, forged.Bytes());
        Assert.Equal((true, false, steps[^2]), (verdict.FirstIsRight, verdict.SecondIsRight, verdict.Event));
        Assert.InRange(verdict.Rounds, 1, 14);
    }

    [Fact]
    public void Both_can_be_wrong()
    {
        ForgedReceipt one = ForgedReceipt.Of(_sample.Bytes), other = ForgedReceipt.Of(_sample.Bytes);
        int index = one.Runs[0].Steppings[4];
        one.Runs[0].Turn(index);
        other.Runs[0].Events[index] = (other.Runs[0].Events[index].Kind, new byte[32]);
        DisputeVerdict verdict = Settle(_sample, one.Bytes(), other.Bytes());
        Assert.Equal((false, false, index), (verdict.FirstIsRight, verdict.SecondIsRight, verdict.Event));
    }

    [Fact]
    public void A_party_that_cannot_show_its_own_digests_is_wrong()
    {
        ForgedReceipt forged = ForgedReceipt.Of(_sample.Bytes);
        forged.Runs[0].Turn(forged.Runs[0].Steppings[3]);
        Receipt one = _sample.Receipt, other = Receipt.Read(forged.Bytes());
        using var rule = new StepRule(_sample.Subject);
        var party = new DisputeParty(one);
        foreach (Func<byte[], byte[]> liar in (Func<byte[], byte[]>[])[_ => [], _ => new byte[64], question => party.Answer(question)])
        {
            DisputeVerdict verdict = new Dispute(one, other, party.Answer, liar).Settle((_, _) => null, rule);
            Assert.Equal((null, false), (verdict.FirstIsRight, verdict.SecondIsRight));
            Assert.Contains("cannot show the digest", verdict.Reason, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void An_opening_that_is_not_of_the_agreed_state_settles_nothing()
    {
        ForgedReceipt forged = ForgedReceipt.Of(_sample.Bytes);
        int index = forged.Runs[0].Steppings[5];
        forged.Runs[0].Turn(index);
        Receipt one = _sample.Receipt, other = Receipt.Read(forged.Bytes());
        using var rule = new StepRule(_sample.Subject);
        StepOpening wrong = OpeningMaker.Open(one, 0, [index - 1], _sample.Subject, _sample.Solver, _sample.Instances[0].Instance, TestContext.Current.CancellationToken).Single();
        DisputeVerdict verdict = new Dispute(one, other, new DisputeParty(one).Answer, new DisputeParty(other).Answer).Settle((_, _) => wrong, rule);
        Assert.Equal((null, null), (verdict.FirstIsRight, verdict.SecondIsRight));
        Assert.EndsWith("the opened state is not the one that both agree on", verdict.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("answer", "they end differently")]
    [InlineData("header", "they are not about the same: model")]
    [InlineData("instance", "they are about different instances")]
    [InlineData("runs", "one has 2 runs and the other 1")]
    [InlineData("nothing", "they are the same")]
    [InlineData("start", "it is no step that can be laid open")]
    public void What_no_step_decides_is_said(string what, string reason)
    {
        ForgedReceipt forged = ForgedReceipt.Of(_sample.Bytes);
        switch (what)
        {
            case "answer": forged.Runs[0].Answer = [.. forged.Runs[0].Answer, (byte)' ']; break;
            case "header": forged.Model = new byte[32]; break;
            case "instance": forged.Runs[0].Instance = new byte[32]; break;
            case "runs": forged.Runs.RemoveAt(1); break;
            case "start": forged.Runs[0].Turn(1); break;
            default: break;
        }

        DisputeVerdict verdict = Settle(_sample, _sample.Bytes, forged.Bytes());
        Assert.Equal((null, null), (verdict.FirstIsRight, verdict.SecondIsRight));
        Assert.Contains(reason, verdict.Reason, StringComparison.Ordinal);
    }

    private static DisputeVerdict Settle(ReceiptSample sample, byte[] first, byte[] second)
    {
        Receipt one = Receipt.Read(first), other = Receipt.Read(second);
        using var rule = new StepRule(sample.Subject);
        return new Dispute(one, other, new DisputeParty(one).Answer, new DisputeParty(other).Answer).Settle(
            (run, index) => OpeningMaker.IsStep(one.Runs[run], index)
                ? OpeningMaker.Open(one, run, [index], sample.Subject, sample.Solver, sample.Instances[run].Instance).Single()
                : null,
            rule);
    }
}
