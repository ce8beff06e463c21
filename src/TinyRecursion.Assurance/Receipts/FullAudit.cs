using System.Text;
using TinyRecursion.Assurance.Checker.Receipts;
using TinyRecursion.Tasks;

namespace TinyRecursion.Assurance.Receipts;

/// <summary>
/// Replays what a receipt tells: solves every instance again and compares every digest. It trusts nothing of the receipt but what it asks:
/// accepted, the answers are those of this model on these instances, step by step.
/// </summary>
internal static class FullAudit
{
    /// <summary>Audits a receipt.</summary>
    /// <param name="receipt">The receipt.</param>
    /// <param name="subject">What it should be about: the auditor's own model and input, with the settings of the receipt.</param>
    /// <param name="solver">A solver of the subject.</param>
    /// <param name="instances">The instances.</param>
    /// <param name="onRun">Told of each run that is compared, or null.</param>
    /// <param name="cancellation">Ends the audit.</param>
    /// <exception cref="FormatException">An instance cannot be read, or the solver does not take it.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static AuditVerdict Run(
        Receipt receipt, ReceiptSubject subject, Solver solver, IEnumerable<SourcedInstance> instances, Action<long>? onRun = null, CancellationToken cancellation = default)
    {
        long events = 0;
        int number = 0;
        string? failure = receipt.Failure ?? HeaderFailure(receipt.Header, subject.Header());
        if (failure is not null)
        {
            return new AuditVerdict(failure, 0, 0);
        }

        foreach (SourcedInstance one in instances)
        {
            if (number == receipt.Runs.Count)
            {
                return new AuditVerdict($"instances: there are more than the {receipt.Runs.Count} of the receipt", number, events);
            }

            ReceiptRun run = receipt.Runs[number];
            if (!subject.DigestOf(one.Instance).AsSpan().SequenceEqual(run.Instance))
            {
                return new AuditVerdict($"run {number}: instance: the receipt is about another one than {one.Source}, line {one.Instance.Line}", number, events);
            }

            solver.Require(one.Instance, one.Source);
            failure = Replay(run, subject, solver, one.Instance, ref events, cancellation);
            if (failure is not null)
            {
                return new AuditVerdict($"run {number}: {failure}", number, events);
            }

            number++;
            onRun?.Invoke(number);
        }

        return new AuditVerdict(number < receipt.Runs.Count ? $"instances: there are {number}, and {receipt.Runs.Count} in the receipt" : null, number, events);
    }

    /// <summary>The first field in which a header is not the one that it should be; null for none.</summary>
    public static string? HeaderFailure(ReceiptHeader told, ReceiptHeader own) =>
        told.Task != own.Task ? $"task: {told.Task}, and the model is of {own.Task}"
        : !told.ModelDigest.AsSpan().SequenceEqual(own.ModelDigest) ? $"model: sha256 {Convert.ToHexStringLower(told.ModelDigest)} in the receipt, {Convert.ToHexStringLower(own.ModelDigest)} here"
        : !told.GraphDigest.AsSpan().SequenceEqual(own.GraphDigest) ? "graph: the receipt names another one than the model has"
        : told.Execution != own.Execution ? $"execution: {told.Execution} in the receipt, {own.Execution} here"
        : told.Halting != own.Halting ? $"halting: {told.Halting} in the receipt, {own.Halting} here"
        : !told.InputDigest.AsSpan().SequenceEqual(own.InputDigest) ? "input: the receipt is about other files"
        : SettingFailure(told, own);

    private static string? SettingFailure(ReceiptHeader told, ReceiptHeader own)
    {
        for (int i = 0; i < Math.Max(told.Settings.Count, own.Settings.Count); i++)
        {
            if (i >= told.Settings.Count || i >= own.Settings.Count || told.Settings[i].Name != own.Settings[i].Name || !told.Settings[i].Texts.SequenceEqual(own.Settings[i].Texts))
            {
                return $"settings: '{(i < own.Settings.Count ? own.Settings[i].Name : told.Settings[i].Name)}' is not written as this program writes it";
            }
        }

        return null;
    }

    private static string? Replay(ReceiptRun run, ReceiptSubject subject, Solver solver, IInstance instance, ref long events, CancellationToken cancellation)
    {
        var comparison = new Comparison(run);
        Answer answer;
        try
        {
            answer = solver.SolveWithin(instance, threads: 1, new RunEvents(comparison, subject.FloatName), cancellation);
        }
        catch (Difference difference)
        {
            events += comparison.Count;
            return difference.Message;
        }

        events += comparison.Count;
        return comparison.Count < run.Count ? $"event {comparison.Count}: the receipt goes on where the run ends"
            : answer.StatusName != run.Status ? $"verdict: {run.Status} in the receipt, {answer.StatusName} here"
            : answer.Steps != run.Steps ? $"steps: {run.Steps} in the receipt, {answer.Steps} here"
            : !ReceiptSubject.BytesOf(answer).Span.SequenceEqual(run.Answer) ? $"answer: {Shortened(run.Answer)} in the receipt, another one here"
            : null;
    }

    private static string Shortened(byte[] answer) => answer.Length <= 200 ? Encoding.UTF8.GetString(answer) : Encoding.UTF8.GetString(answer.AsSpan(0, 200)) + "…";

    /// <summary>Ends the run at the first event that differs.</summary>
    private sealed class Comparison(ReceiptRun run) : IEventSink
    {
        private int _step;

        public int Count { get; private set; }

        public void Add(EventKind kind, ReadOnlySpan<byte> fields, ReadOnlySpan<byte> state, ReadOnlySpan<byte> digest)
        {
            _step = kind == EventKind.Start ? 0 : _step + 1;
            string place = $"event {Count}";
            if (Count == run.Count)
            {
                throw new Difference($"{place}: the receipt ends where the run goes on");
            }

            if (run.KindOf(Count) != kind)
            {
                throw new Difference($"{place}: kind: {Word(run.KindOf(Count))} in the receipt, {Word(kind)} here");
            }

            if (!run.DigestOf(Count).SequenceEqual(digest))
            {
                throw new Difference(kind == EventKind.Step ? $"{place}: step {_step}: state" : $"{place}: {Word(kind)}");
            }

            Count++;
        }

        private static string Word(EventKind kind) => kind switch
        {
            EventKind.Start => "start",
            EventKind.Step => "step",
            EventKind.Node => "node",
            EventKind.Plan => "plan",
            EventKind.Enter => "part",
            _ => "end of a part",
        };
    }

    private sealed class Difference(string message) : Exception(message);
}
