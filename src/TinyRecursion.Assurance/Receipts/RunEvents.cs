using System.Security.Cryptography;
using System.Text;
using TinyRecursion.Assurance.Checker.Receipts;
using TinyRecursion.Recursion;
using TinyRecursion.Rules;

namespace TinyRecursion.Assurance.Receipts;

/// <summary>Makes the events of a receipt of what a trace is told. A step allocates nothing.</summary>
/// <param name="sink">Receives them.</param>
/// <param name="model">The model's name for messages, where it runs in floating point unless its rule is a table; null for others.</param>
internal sealed class RunEvents(IEventSink sink, string? model) : ITrace
{
    private readonly FieldBuffer _fields = new();
    private readonly ProblemDigest _problems = new();
    private readonly byte[] _digest = new byte[SHA256.HashSizeInBytes];

    /// <inheritdoc/>
    public void Begin(ITracedStep start) => Add(EventKind.Start, start);

    /// <inheritdoc/>
    public void Record(ITracedStep step) => Add(EventKind.Step, step);

    /// <inheritdoc/>
    public void Enter(string part, int index)
    {
        _fields.Begin(ReceiptHash.Event(EventKind.Enter)).Add(Encoding.UTF8.GetBytes(part)).Add(index);
        End(EventKind.Enter);
    }

    /// <inheritdoc/>
    public void Leave()
    {
        _fields.Begin(ReceiptHash.Event(EventKind.Leave));
        End(EventKind.Leave);
    }

    /// <summary>Why a rule has no receipt.</summary>
    /// <param name="model">The model's name for messages; null for a rule of another kind.</param>
    public static string InFloats(string? model) =>
        $"{model ?? "the rule"} runs in floating point, which other machines may round otherwise, so that there is no receipt of it: make one in integers of it with 'trm compress MODEL --int8 --out FILE'";

    private void Add(EventKind kind, ITracedStep step)
    {
        // What guides a search for a plan is no step of its trace.
        if (step.Canonical is not { } state || (state.Kind == StateKind.Plan && model is not null))
        {
throw new ReceiptException(InFloats(model));
        }

        kind = state.Kind switch { StateKind.Node => EventKind.Node, StateKind.Plan => EventKind.Plan, _ => kind };
        ReadOnlySpan<byte> bytes = state.Bytes();
        Write(_fields, kind, step.Number, state.Problem is { } problem ? _problems.Of(problem) : [], state.Kind, bytes.Length);
        End(kind, bytes);
    }

    /// <summary>Writes what the digest of an event with a state is of, but for the state: number, problem's digest (none of a search), kind of state, length of the state.</summary>
    public static void Write(FieldBuffer fields, EventKind kind, long number, ReadOnlySpan<byte> problem, StateKind state, int length) =>
        fields.Begin(ReceiptHash.Event(kind)).Add(number).Add(problem).Add([(byte)state]).AddLength(length);

    private void End(EventKind kind, ReadOnlySpan<byte> state = default)
    {
        _fields.Digest(state, _digest);
        sink.Add(kind, _fields.Bytes, state, _digest);
    }
}
