using System.Collections.Concurrent;
using System.Text;
using TinyRecursion.Assurance.Checker.Receipts;
using TinyRecursion.IO;
using TinyRecursion.Recursion;
using TinyRecursion.Tasks;

namespace TinyRecursion.Assurance.Receipts;

/// <summary>
/// Writes a receipt while instances are solved: see docs/receipt-format.md. Runs may be recorded on several threads at once; they are written in
/// the order in which they end. The same subject, instances and order give the same bytes on every machine.
/// </summary>
internal sealed class ReceiptWriter
{
    private readonly Stream _output;
    private readonly ReceiptSubject _subject;
    private readonly byte[] _header;
    private readonly ConcurrentDictionary<IInstance, RecordedRun> _runs = new(ReferenceEqualityComparer.Instance);
    private byte[] _digest;
    private long _written;

    /// <summary>Begins a receipt.</summary>
    /// <param name="output">Where to; stays open.</param>
    /// <param name="subject">What it is about.</param>
    /// <exception cref="ReceiptException">There is no receipt of it.</exception>
    public ReceiptWriter(Stream output, ReceiptSubject subject)
    {
        (_output, _subject) = (output, subject);
        ReadOnlySpan<byte> fields = subject.HeaderBytes();
        output.Write(ReceiptReader.Magic);
        output.Write(VersionBytes);
        output.Write(fields);
        _header = new FieldBuffer().Begin(ReceiptHash.Header).Add(VersionBytes).Add(fields).Digest();
        _digest = _header;
    }

    /// <summary>Files of this kind.</summary>
    public static OutputKind FileKind { get; } = OutputKind.Beginning("a receipt", Encoding.UTF8.GetString(ReceiptReader.Magic));

    private static ReadOnlySpan<byte> VersionBytes => [Receipt.Version, 0, 0, 0];

    /// <summary>Begins the run of an instance.</summary>
    /// <param name="instance">The instance, an object of its own.</param>
    /// <returns>The trace that the solver must be given.</returns>
    public ITrace Begin(IInstance instance)
    {
        var run = new RecordedRun(_header, _subject.DigestOf(instance));
        _runs[instance] = run;
        return new RunEvents(run, _subject.FloatName);
    }

    /// <summary>Writes the run of an instance; by one thread at a time.</summary>
    /// <param name="instance">The instance.</param>
    /// <param name="answer">Its answer.</param>
    public void End(IInstance instance, Answer answer)
    {
        _runs.TryRemove(instance, out RecordedRun? run);
        byte[] end = run!.Write(_output, answer.StatusName, answer.Steps, ReceiptSubject.BytesOf(answer).Span);
        _digest = new FieldBuffer().Begin(ReceiptHash.File).Add(_digest).Add(end).Digest();
        _written++;
    }

    /// <summary>Ends the receipt.</summary>
    /// <returns>The digest of all of it.</returns>
    public byte[] Complete()
    {
        _output.WriteByte(3);
        RecordedRun.WriteNumber(_output, _written);
        _output.Write(_digest);
        return _digest;
    }
}
