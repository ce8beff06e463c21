using System.Buffers.Binary;
using TinyRecursion.Assurance.Checker.Receipts;

namespace TinyRecursion.Assurance.Receipts;

/// <summary>
/// Settles which of two receipts of the same runs is right: the first event in which they differ is found by bisection, with one question to each
/// party a round, and the referee takes that one step.
/// </summary>
internal sealed class Dispute
{
    private readonly Receipt _first;
    private readonly Receipt _second;
    private readonly Func<byte[], byte[]> _askFirst;
    private readonly Func<byte[], byte[]> _askSecond;

    /// <summary>Begins a dispute.</summary>
    /// <param name="first">The first receipt; of its runs the ends alone are looked at, which are what a party is bound to.</param>
    /// <param name="second">The second.</param>
    /// <param name="askFirst">Asks the first party, see <see cref="DisputeParty"/>.</param>
    /// <param name="askSecond">Asks the second.</param>
    public Dispute(Receipt first, Receipt second, Func<byte[], byte[]> askFirst, Func<byte[], byte[]> askSecond) =>
        (_first, _second, _askFirst, _askSecond) = (first, second, askFirst, askSecond);

    /// <summary>Settles it.</summary>
    /// <param name="open">Lays a step open: run and event; null where nobody can.</param>
    /// <param name="rule">The rule.</param>
    public DisputeVerdict Settle(Func<int, int, StepOpening?> open, StepRule rule)
    {
        if (_first.Failure is not null || _second.Failure is not null)
        {
            return new DisputeVerdict(_first.Failure is null ? null : false, _second.Failure is null ? null : false, _first.Failure ?? _second.Failure!);
        }

        if (!_first.HeaderDigest.AsSpan().SequenceEqual(_second.HeaderDigest))
        {
            return new DisputeVerdict(null, null, $"they are not about the same: {FullAudit.HeaderFailure(_first.Header, _second.Header)}");
        }

        int run = 0;
        for (; run < _first.Runs.Count && run < _second.Runs.Count && _first.Runs[run].End.AsSpan().SequenceEqual(_second.Runs[run].End); run++)
        {
        }

        return run < _first.Runs.Count && run < _second.Runs.Count ? SettleRun(run, open, rule)
            : new DisputeVerdict(null, null, _first.Runs.Count == _second.Runs.Count ? "they are the same" : $"one has {_first.Runs.Count} runs and the other {_second.Runs.Count}, which are the same as far as both go");
    }

    private DisputeVerdict SettleRun(int number, Func<int, int, StepOpening?> open, StepRule rule)
    {
        ReceiptRun first = _first.Runs[number], second = _second.Runs[number];
        if (!first.Instance.AsSpan().SequenceEqual(second.Instance))
        {
            return new DisputeVerdict(null, null, $"run {number}: they are about different instances", number);
        }

        // The links after events 0 … same − 1 are the same, that after event different is not; without it the runs end differently.
        int same = 0, different = Math.Min(first.Count, second.Count), rounds = 0;
        bool found = false;
        while (same < different)
        {
            int middle = same + ((different - same - 1) / 2);
            rounds++;
            (byte[]? left, byte[]? right) = Ask(number, middle);
            if (left is null || right is null)
            {
                return new DisputeVerdict(left is null ? false : null, right is null ? false : null, $"run {number}: a party cannot show the digest of event {middle} under its own root", number, middle, rounds);
            }

            if (left.AsSpan().SequenceEqual(right))
            {
                same = middle + 1;
            }
            else
            {
                (different, found) = (middle, true);
            }
        }

        return !found
            ? new DisputeVerdict(null, null, $"run {number}: their steps are the same as far as both go; they end differently, which 'trm audit full' decides", number, -1, rounds)
            : Judge(number, different, rounds, open, rule);
    }

    private DisputeVerdict Judge(int number, int index, int rounds, Func<int, int, StepOpening?> open, StepRule rule)
    {
        ReceiptRun first = _first.Runs[number], second = _second.Runs[number];
        string place = $"run {number}: event {index}";
        if (open(number, index) is not { } opening)
        {
            return new DisputeVerdict(null, null, $"{place}: is where they differ, and it is no step that can be laid open: 'trm audit full' decides", number, index, rounds);
        }

        if (OpenedStep.Links(opening, rule.Rule, rule.Unit, out string? failure) is not { } links)
        {
            return new DisputeVerdict(null, null, $"{place}: the opening is none: {failure}", number, index, rounds);
        }

        // Both agree on the link before the step: it binds the opened state.
        if (index == 0 || !links.Before.AsSpan().SequenceEqual(DisputeParty.LinkIn(_askFirst(Question(number, index - 1)), first, index - 1)))
        {
            return new DisputeVerdict(null, null, $"{place}: the opened state is not the one that both agree on", number, index, rounds);
        }

        (byte[]? left, byte[]? right) = Ask(number, index);
        bool firstIsRight = links.Reached.AsSpan().SequenceEqual(left), secondIsRight = links.Reached.AsSpan().SequenceEqual(right);
        string who = firstIsRight ? "the second is wrong" : secondIsRight ? "the first is wrong" : "both are wrong";
        return new DisputeVerdict(firstIsRight, secondIsRight, $"{place}: {who}: the state after the step is another", number, index, rounds);
    }

    private (byte[]? First, byte[]? Second) Ask(int run, int index)
    {
        byte[] question = Question(run, index);
        return (DisputeParty.LinkIn(_askFirst(question), _first.Runs[run], index), DisputeParty.LinkIn(_askSecond(question), _second.Runs[run], index));
    }

    private static byte[] Question(int run, int index)
    {
        var question = new byte[2 * sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(question, run);
        BinaryPrimitives.WriteInt32LittleEndian(question.AsSpan(sizeof(int)), index);
        return question;
    }
}
