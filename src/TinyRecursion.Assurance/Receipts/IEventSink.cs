using TinyRecursion.Assurance.Checker.Receipts;

namespace TinyRecursion.Assurance.Receipts;

/// <summary>Receives the events of a run, in order.</summary>
internal interface IEventSink
{
    /// <summary>Receives an event.</summary>
    /// <param name="kind">What it is.</param>
    /// <param name="content">What its digest is of: domain and fields. Valid during the call.</param>
    /// <param name="digest">The digest. Valid during the call.</param>
    void Add(EventKind kind, ReadOnlySpan<byte> content, ReadOnlySpan<byte> digest);
}
