using System.Security.Cryptography;
using TinyRecursion.Assurance.Checker.Receipts;
using TinyRecursion.Rules;

namespace TinyRecursion.Assurance.Receipts;

/// <summary>Checks a few steps of a receipt, chosen at random after it was handed over: strong against many altered steps, weak against one.</summary>
internal static class SpotAudit
{
    /// <summary>Chooses steps at random, so many of each run; the last step of every run is among them.</summary>
    /// <param name="receipt">The receipt.</param>
    /// <param name="fraction">The fraction of the steps, above 0 to 1.</param>
    /// <returns>Run and event of each, in order.</returns>
    public static IReadOnlyList<(int Run, int Event)> Challenge(Receipt receipt, double fraction)
    {
        var chosen = new List<(int, int)>();
        for (int run = 0; run < receipt.Runs.Count; run++)
        {
            int[] steps = Steps(receipt.Runs[run]);
            int number = (int)Math.Min(steps.Length, Math.Ceiling(fraction * steps.Length));
            if (number > 0)
            {
                int last = steps[^1];
                RandomNumberGenerator.Shuffle(steps.AsSpan());
                chosen.AddRange(steps.Where(step => step != last).Take(number - 1).Append(last).Order().Select(step => (run, step)));
            }
        }

        return chosen;
    }

    /// <summary>The events of a run that are steps of a rule.</summary>
    public static int[] Steps(ReceiptRun run) => [.. Enumerable.Range(0, run.Count).Where(index => OpeningMaker.IsStep(run, index))];

    /// <summary>The probability that of so many steps, so many chosen at random, at least one of so many altered ones is chosen.</summary>
    public static double Caught(long steps, long chosen, long altered)
    {
        double missed = 1;
        for (long i = 0; i < altered && missed > 0; i++)
        {
            missed *= Math.Max(0, (double)(steps - chosen - i) / (steps - i));
        }

        return 1 - missed;
    }

    /// <summary>Checks openings.</summary>
    /// <param name="receipt">The receipt.</param>
    /// <param name="challenge">What was asked for.</param>
    /// <param name="openings">What was laid open, in the same order.</param>
    /// <param name="opened">The digest of the receipt that they say to be of.</param>
    /// <param name="rule">The rule.</param>
    /// <param name="unit">What one of the integers of a state stands for.</param>
    public static AuditVerdict Run(Receipt receipt, IReadOnlyList<(int Run, int Event)> challenge, IReadOnlyList<StepOpening> openings, ReadOnlySpan<byte> opened, IRule rule, float unit)
    {
        if (receipt.Failure is { } failure)
        {
            return new AuditVerdict(failure, 0, 0);
        }

        if (!opened.SequenceEqual(receipt.Digest))
        {
            return new AuditVerdict("openings: are of another receipt", 0, 0);
        }

        if (!challenge.SequenceEqual(openings.Select(one => (one.Run, one.Event))))
        {
            return new AuditVerdict("openings: are not those of the steps asked for", 0, 0);
        }

        for (int i = 0; i < openings.Count; i++)
        {
            ReceiptRun run = receipt.Runs[openings[i].Run];
            if (OpenedStep.Failure(openings[i], run.Root, run.Count, rule, unit) is { } problem)
            {
                return new AuditVerdict($"run {openings[i].Run}: event {openings[i].Event}: {problem}", openings[i].Run, i);
            }
        }

        return new AuditVerdict(null, receipt.Runs.Count, openings.Count);
    }
}
