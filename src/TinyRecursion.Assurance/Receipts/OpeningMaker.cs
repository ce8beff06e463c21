using System.Security.Cryptography;
using TinyRecursion.Assurance.Checker.Receipts;
using TinyRecursion.IO;
using TinyRecursion.Problems;
using TinyRecursion.Recursion;
using TinyRecursion.Rules;
using TinyRecursion.Tasks;

namespace TinyRecursion.Assurance.Receipts;

/// <summary>Lays steps of a receipt open, which takes running again up to the last of them.</summary>
internal static class OpeningMaker
{
    /// <summary>Files of openings.</summary>
    public static OutputKind FileKind { get; } = OutputKind.Beginning("a file of openings", System.Text.Encoding.UTF8.GetString(StepOpenings.Magic));

    /// <summary>Lays steps of one run open.</summary>
    /// <param name="receipt">The receipt.</param>
    /// <param name="number">The run.</param>
    /// <param name="events">The events of the steps.</param>
    /// <param name="subject">What the receipt is about.</param>
    /// <param name="solver">A solver of it.</param>
    /// <param name="instance">The instance of the run.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="ReceiptException">An event is no step of a rule, or the run is not the one of the receipt.</exception>
    public static IEnumerable<StepOpening> Open(
        Receipt receipt, int number, IReadOnlyCollection<int> events, ReceiptSubject subject, Solver solver, IInstance instance, CancellationToken cancellation = default)
    {
        ReceiptRun run = receipt.Runs[number];
        foreach (int index in events)
        {
            if (!IsStep(run, index))
            {
                throw new ReceiptException($"run {number}: event {index} is no step of a rule, which alone can be laid open");
            }
        }

        var found = new Dictionary<int, (byte[] State, Problem Problem)>();
        Capture(subject, solver, instance, [.. events.Select(index => index - 1)], found, cancellation);
        var fields = new FieldBuffer();
        foreach (int index in events)
        {
            if (!found.TryGetValue(index - 1, out (byte[] State, Problem Problem) at) || !SHA256.HashData(at.State).AsSpan().SequenceEqual(run.DigestOf(index - 1)))
            {
                throw new ReceiptException($"run {number}: event {index - 1} is not what this model does: only who has run it can lay it open");
            }

            byte[] topology = ProblemDigest.Content(fields, at.Problem.Topology).Bytes.ToArray();
            byte[] problem = ProblemDigest.Content(fields, at.Problem, SHA256.HashData(topology)).Bytes.ToArray();
            ReadOnlySpan<byte> chain = run.Chain(receipt.HeaderDigest);
            yield return new StepOpening(
                number, index, chain.Slice((index - 1) * ReceiptHash.Bytes, ReceiptHash.Bytes).ToArray(), at.State, problem, topology,
                MerkleTree.Path(chain[ReceiptHash.Bytes..], index));
        }
    }

    /// <summary>Whether an event is a step of a rule whose state before it is the event before it.</summary>
    public static bool IsStep(ReceiptRun run, int index) =>
        index >= 1 && index < run.Count && run.KindOf(index) == EventKind.Step && run.KindOf(index - 1) is EventKind.Start or EventKind.Step;

    /// <summary>Writes a file of openings.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="receipt">The receipt's digest.</param>
    /// <param name="steps">The openings.</param>
    public static void Write(Stream output, byte[] receipt, IReadOnlyList<StepOpening> steps)
    {
        var parts = new List<byte[]>();
        var numbers = new Dictionary<string, int>();
        var rest = new MemoryStream();
        WriteWord(rest, steps.Count);
        foreach (StepOpening step in steps)
        {
            WriteWord(rest, step.Run);
            WriteWord(rest, step.Event);
            rest.Write(step.Before);
            foreach (byte[] part in (byte[][])[step.State, step.Problem, step.Topology])
            {
                string key = Convert.ToHexString(SHA256.HashData(part));
                if (!numbers.TryGetValue(key, out int index))
                {
                    numbers.Add(key, index = parts.Count);
                    parts.Add(part);
                }

                WriteWord(rest, index);
            }

            WriteWord(rest, step.Path.Count);
            foreach (byte[] digest in step.Path)
            {
                rest.Write(digest);
            }
        }

        output.Write(StepOpenings.Magic);
        WriteWord(output, StepOpenings.Version);
        output.Write(receipt);
        WriteWord(output, parts.Count);
        parts.ForEach(part => RecordedRun.WriteSized(output, part));
        rest.WriteTo(output);
    }

    /// <summary>Solves an instance again and keeps what events were made of.</summary>
    internal static void Capture(
        ReceiptSubject subject, Solver solver, IInstance instance, HashSet<int> events, Dictionary<int, (byte[] State, Problem Problem)> found, CancellationToken cancellation)
    {
        var capture = new Capturing(events, found);
        try
        {
            solver.SolveWithin(instance, threads: 1, new Traced(capture, new RunEvents(capture, subject.FloatName)), cancellation);
        }
        catch (Enough)
        {
            // All that is asked for is there.
        }
    }

    private static void WriteWord(Stream output, int value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(int)];
        System.Buffers.Binary.BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
        output.Write(bytes);
    }

    private sealed class Capturing(HashSet<int> events, Dictionary<int, (byte[] State, Problem Problem)> found) : IEventSink
    {
        private int _count;

        /// <summary>The problem of the step that is recorded.</summary>
        public Problem? Problem { get; set; }

        public void Add(EventKind kind, ReadOnlySpan<byte> fields, ReadOnlySpan<byte> state, ReadOnlySpan<byte> digest)
        {
            if (events.Contains(_count) && Problem is { } problem)
            {
                found[_count] = ([.. fields, .. state], problem);
            }

            _count++;
            if (found.Count == events.Count)
            {
                throw new Enough();
            }
        }
    }

    private sealed class Traced(Capturing capture, RunEvents events) : ITrace
    {
        public void Begin(ITracedStep start)
        {
            capture.Problem = start.Canonical?.Problem;
            events.Begin(start);
        }

        public void Record(ITracedStep step)
        {
            capture.Problem = step.Canonical?.Problem;
            events.Record(step);
        }

        public void Enter(string part, int index)
        {
            capture.Problem = null;
            events.Enter(part, index);
        }

        public void Leave()
        {
            capture.Problem = null;
            events.Leave();
        }
    }

    private sealed class Enough : Exception;
}
