using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using TinyRecursion.Assurance.Checker.Receipts;
using TinyRecursion.Execution.Finite;
using TinyRecursion.Problems;
using TinyRecursion.Rules;

namespace TinyRecursion.Assurance.Receipts;

/// <summary>Takes one step that was laid open again.</summary>
internal static class OpenedStep
{
    /// <summary>Runs the rule once from an opened state and compares with the receipt.</summary>
    /// <param name="opening">The opening.</param>
    /// <param name="root">The root of the run's tree.</param>
    /// <param name="count">Events of the run.</param>
    /// <param name="rule">The rule.</param>
    /// <param name="unit">What one of the integers of a state stands for.</param>
    /// <returns>Why the step is not the one of the receipt; null where it is.</returns>
    public static string? Failure(StepOpening opening, ReadOnlySpan<byte> root, int count, IRule rule, float unit)
    {
        EventKind kind = KindOf(opening.State);
        if (Links(opening, rule, unit, out string? failure) is not { } links)
        {
            return failure;
        }

        return kind is not (EventKind.Start or EventKind.Step) ? "state: is none of a rule"
            : !MerkleTree.Holds(root, count, opening.Event, links.Reached, opening.Path) ? "state or step: what the rule makes of the state is not in the receipt at this event"
            : null;
    }

    /// <summary>The link before a step, and the one after it as the rule takes it.</summary>
    /// <param name="opening">The opening.</param>
    /// <param name="rule">The rule.</param>
    /// <param name="unit">What one of the integers of a state stands for.</param>
    /// <param name="failure">Why there is none.</param>
    public static (byte[] Before, byte[] Reached)? Links(StepOpening opening, IRule rule, float unit, out string? failure)
    {
        EventKind kind = KindOf(opening.State);
        if (FieldList.Read(opening.State, ReceiptHash.Event(kind)) is not [{ Length: sizeof(long) } number, { Length: ReceiptHash.Bytes } digest, { Length: 1 } stateKind, var state])
        {
            failure = "state: is not one of a receipt";
            return null;
        }

        if (!SHA256.HashData(opening.Problem).AsSpan().SequenceEqual(digest))
        {
            failure = "problem: is not the one of the state";
            return null;
        }

        if (ReadProblem(opening, out failure) is not { } problem)
        {
            return null;
        }

        using IRuleSession session = rule.Open();
        try
        {
            session.Bind(problem);
            if (!SetState(session, (StateKind)stateKind[0], state, problem, unit))
            {
                failure = "state: does not fit the rule";
                return null;
            }
        }
        catch (ArgumentException)
        {
            failure = "problem: does not fit the rule";
            return null;
        }

        session.Step();
        var fields = new FieldBuffer();
        ICanonicalState reachedState = session.Canonical!;
        ReadOnlySpan<byte> bytes = reachedState.Bytes();
        RunEvents.Write(fields, EventKind.Step, BinaryPrimitives.ReadInt64LittleEndian(number) + 1, digest, reachedState.Kind, bytes.Length);
        byte[] before = new byte[ReceiptHash.Bytes], reached = new byte[ReceiptHash.Bytes];
        ReceiptHash.Link(opening.Before, kind, SHA256.HashData(opening.State), before);
        var after = new byte[ReceiptHash.Bytes];
        fields.Digest(bytes, after);
        ReceiptHash.Link(before, EventKind.Step, after, reached);
        return (before, reached);
    }

    private static EventKind KindOf(ReadOnlySpan<byte> content)
    {
        foreach (EventKind kind in (ReadOnlySpan<EventKind>)[EventKind.Start, EventKind.Step])
        {
            if (content.Length > sizeof(long) && content[sizeof(long)..].StartsWith(ReceiptHash.Event(kind)))
            {
                return kind;
            }
        }

        return EventKind.Leave;
    }

    private static Problem? ReadProblem(StepOpening opening, out string? failure)
    {
        failure = "problem: is not one of a receipt";
        if (FieldList.Read(opening.Problem, "trm receipt 1: problem"u8) is not [{ Length: ReceiptHash.Bytes } topologyDigest, { Length: sizeof(long) } columns, var features])
        {
            return null;
        }

        if (!SHA256.HashData(opening.Topology).AsSpan().SequenceEqual(topologyDigest))
        {
            failure = "topology: is not the one of the problem";
            return null;
        }

        if (FieldList.Read(opening.Topology, "trm receipt 1: topology"u8) is not [{ Length: sizeof(long) } cells, .. var relations])
        {
            return null;
        }

        try
        {
            return new Problem(new Topology(Number(cells), [.. ReadRelations(relations, Number(cells))]), Number(columns), Numbers(features));
        }
        catch (Exception error) when (error is ArgumentException or OverflowException or FormatException)
        {
            return null;
        }
    }

    private static IEnumerable<Relation> ReadRelations(List<byte[]> fields, int cells)
    {
        for (int at = 0; at < fields.Count;)
        {
            if (fields.Count - at < 3)
            {
                throw new FormatException("A relation is cut off.");
            }

            string name = Encoding.UTF8.GetString(fields[at]);
            int degree = Number(fields[at + 1]);
            int[] indices = Numbers(fields[at + 2]);
            if (degree > 0)
            {
                yield return new NeighbourRelation(name, cells, degree, indices);
                at += 3;
                continue;
            }

            int[] members = fields.Count - at < 4 ? throw new FormatException("A relation is cut off.") : Numbers(fields[at + 3]);
            // The starts of groups become their members.
            yield return new GroupRelation(name, cells, [.. Enumerable.Range(0, Math.Max(0, indices.Length - 1)).Select(group => members[indices[group]..indices[group + 1]])]);
            at += 4;
        }
    }

    private static bool SetState(IRuleSession session, StateKind kind, byte[] state, Problem problem, float unit)
    {
        long entries = (long)problem.Cells * session.StateWidth;
        if (session is FiniteSession finite)
        {
            bool fits = kind == StateKind.Symbols && state.Length == (long)problem.Cells * sizeof(short);
            if (fits)
            {
                finite.SetSymbols(MemoryMarshal.Cast<byte, ushort>(state));
            }

            return fits;
        }

        if (kind != StateKind.Integers || session.Canonical?.Kind != StateKind.Integers || state.Length != entries * sizeof(short))
        {
            return false;
        }

        session.SetState(Array.ConvertAll(MemoryMarshal.Cast<byte, short>(state).ToArray(), entry => entry * unit));
        return true;
    }

    private static int Number(byte[] field) => field.Length == sizeof(long) ? checked((int)BinaryPrimitives.ReadInt64LittleEndian(field)) : throw new FormatException("A number has 64 bits.");

    private static int[] Numbers(byte[] field)
    {
        var numbers = new int[field.Length / sizeof(int)];
        for (int i = 0; i < numbers.Length; i++)
        {
            numbers[i] = BinaryPrimitives.ReadInt32LittleEndian(field.AsSpan(i * sizeof(int)));
        }

        return numbers.Length * sizeof(int) == field.Length ? numbers : throw new FormatException("Numbers have 32 bits.");
    }
}
