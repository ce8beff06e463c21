using TinyRecursion.Assurance.Checker.Receipts;
using TinyRecursion.Assurance.Receipts;
using Xunit;

namespace TinyRecursion.Assurance.Tests.Receipts;

/// <summary>Steps that are laid open are taken once more, and tied to the receipt.</summary>
public sealed class SpotAuditTests(ReceiptTests.Samples samples) : IClassFixture<ReceiptTests.Samples>
{
    private readonly ReceiptSample _sample = samples.Sudokus;

    /// <summary>What is changed in the openings, and the reason by which they are rejected.</summary>
    public static TheoryData<string, string> Changes => new()
    {
        { "state", "state or step: what the rule makes of the state is not in the receipt" },
        { "link before", "state or step: what the rule makes of the state is not in the receipt" },
        { "path", "state or step: what the rule makes of the state is not in the receipt" },
        { "shorter path", "state or step: what the rule makes of the state is not in the receipt" },
        { "longer path", "state or step: what the rule makes of the state is not in the receipt" },
        { "another step's state", "state or step: what the rule makes of the state is not in the receipt" },
        { "problem", "problem: is not the one of the state" },
        { "another problem", "problem: is not the one of the state" },
        { "topology", "topology: is not the one of the problem" },
        { "no state", "state: is not one of a receipt" },
        { "state cut off", "state: is not one of a receipt" },
        { "state of a node", "state: is not one of a receipt" },
        { "left out", "openings: are not those of the steps asked for" },
        { "exchanged", "openings: are not those of the steps asked for" },
        { "another event", "openings: are not those of the steps asked for" },
        { "repeated", "openings: are not those of the steps asked for" },
    };

    [Fact]
    public void What_was_run_is_accepted_with_proofs_of_the_promised_size()
    {
        (List<(int Run, int Event)> challenge, List<StepOpening> openings) = Open(0.2);
        Assert.Equal((true, null), (Audit(_sample.Receipt, challenge, openings).IsAccepted, Audit(_sample.Receipt, challenge, openings).Failure));
        Assert.All(openings, one => Assert.True(32 + (32 * one.Path.Count) <= 64 + (32 * Math.Ceiling(Math.Log2(_sample.Receipt.Runs[one.Run].Count)))));
        Assert.All(Enumerable.Range(0, 2), run => Assert.Contains((run, SpotAudit.Steps(_sample.Receipt.Runs[run])[^1]), challenge));
        using var stream = new MemoryStream();
        OpeningMaker.Write(stream, _sample.Receipt.Digest, openings);
        (byte[] receipt, IReadOnlyList<StepOpening> steps) = StepOpenings.Read(stream.ToArray());
        Assert.Equal(_sample.Receipt.Digest, receipt);
        Assert.True(Audit(_sample.Receipt, challenge, steps).IsAccepted);
        for (int length = 0; length < stream.Length; length += 97)
        {
            Assert.Throws<ReceiptFormatException>(() => StepOpenings.Read(stream.ToArray().AsSpan(0, length)));
        }
    }

    [Fact]
    public void An_altered_step_is_caught_when_it_is_laid_open()
    {
        ForgedReceipt forged = ForgedReceipt.Of(_sample.Bytes);
        int index = forged.Runs[0].Steppings[^1];
        forged.Runs[0].Turn(index);
        var receipt = Receipt.Read(forged.Bytes());
        StepOpening opening = OpeningMaker.Open(receipt, 0, [index], _sample.Subject, _sample.Solver, _sample.Instances[0].Instance, TestContext.Current.CancellationToken).Single();
        Assert.Equal(
            $"run 0: event {index}: state or step: what the rule makes of the state is not in the receipt at this event", Audit(receipt, [(0, index)], [opening]).Failure);
        // Of the step after an altered one, the state before it cannot be shown.
        forged = ForgedReceipt.Of(_sample.Bytes);
        forged.Runs[0].Turn(index - 1);
        Assert.Throws<ReceiptException>(() => OpeningMaker.Open(Receipt.Read(forged.Bytes()), 0, [index], _sample.Subject, _sample.Solver, _sample.Instances[0].Instance).ToArray());
        Assert.Throws<ReceiptException>(() => OpeningMaker.Open(_sample.Receipt, 0, [0], _sample.Subject, _sample.Solver, _sample.Instances[0].Instance).ToArray());
    }

    [Theory]
    [MemberData(nameof(Changes))]
    public void Changed_openings_are_rejected_for_their_reason(string what, string reason)
    {
        (List<(int Run, int Event)> challenge, List<StepOpening> openings) = Open(0.2);
        StepOpening first = openings[0];
        switch (what)
        {
            case "state": first.State[^1] ^= 1; break;
            case "link before": first.Before[3] ^= 1; break;
            case "path": first.Path[0][0] ^= 1; break;
            case "shorter path": openings[0] = first with { Path = [.. first.Path.Skip(1)] }; break;
            case "longer path": openings[0] = first with { Path = [.. first.Path, new byte[32]] }; break;
            case "another step's state": openings[0] = first with { State = openings[1].State }; break;
            case "problem": first.Problem[^1] ^= 1; break;
            case "another problem": openings[0] = first with { Problem = openings[^1].Problem[..^1] }; break;
            case "topology": first.Topology[^1] ^= 1; break;
            case "no state": openings[0] = first with { State = [] }; break;
            case "state cut off": openings[0] = first with { State = first.State[..^2] }; break;
            case "state of a node": openings[0] = first with { State = [.. first.State[..8], .. "trm receipt 1: node"u8, .. first.State[27..]] }; break;
            case "left out": openings.RemoveAt(0); break;
            case "exchanged": openings.Reverse(); break;
            case "another event": openings[0] = first with { Event = first.Event + 1 }; break;
            default: openings[1] = first; break;
        }

        Assert.Contains(reason, Audit(_sample.Receipt, challenge, openings).Failure, StringComparison.Ordinal);
    }

    [Fact]
    public void Openings_of_another_receipt_are_rejected()
    {
        (List<(int Run, int Event)> challenge, List<StepOpening> openings) = Open(0.1);
        using var rule = new StepRule(_sample.Subject);
        Assert.Equal("openings: are of another receipt", SpotAudit.Run(_sample.Receipt, challenge, openings, new byte[32], rule.Rule, rule.Unit).Failure);
    }

    [Theory]
    [InlineData(100, 10, 1, 0.1)]
    [InlineData(100, 10, 2, 0.190909)]
    [InlineData(100, 100, 1, 1)]
    [InlineData(10, 5, 6, 1)]
    [InlineData(1000, 50, 100, 0.995524)]
    public void The_probability_of_having_met_an_altered_step_is_that_of_drawing_without_return(long steps, long chosen, long altered, double expected) =>
        Assert.Equal(expected, SpotAudit.Caught(steps, chosen, altered), 4);

    private (List<(int Run, int Event)> Challenge, List<StepOpening> Openings) Open(double fraction)
    {
        List<(int Run, int Event)> challenge = [.. SpotAudit.Challenge(_sample.Receipt, fraction)];
        List<StepOpening> openings = [.. challenge.GroupBy(step => step.Run).SelectMany(run => OpeningMaker.Open(
            _sample.Receipt, run.Key, [.. run.Select(step => step.Event)], _sample.Subject, _sample.Solver, _sample.Instances[run.Key].Instance))];
        return (challenge, openings);
    }

    private AuditVerdict Audit(Receipt receipt, IReadOnlyList<(int Run, int Event)> challenge, IReadOnlyList<StepOpening> openings)
    {
        using var rule = new StepRule(_sample.Subject);
        return SpotAudit.Run(receipt, challenge, openings, receipt.Digest, rule.Rule, rule.Unit);
    }
}
