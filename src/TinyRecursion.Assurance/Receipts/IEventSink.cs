using TinyRecursion.Assurance.Checker.Receipts;

namespace TinyRecursion.Assurance.Receipts;

/// <summary>Receives the events of a run, in order.</summary>
internal interface IEventSink
{
    /// <summary>Receives an event.</summary>
    /// <param name="kind">What it is.</param>
    /// <param name="fields">What its digest is of: domain and fields, but for the bytes of a state. Valid during the call.</param>
    /// <param name="state">The state, with which the last field ends. Valid during the call.</param>
    /// <param name="digest">The digest. Valid during the call.</param>
    void Add(EventKind kind, ReadOnlySpan<byte> fields, ReadOnlySpan<byte> state, ReadOnlySpan<byte> digest);
}
