using TinyRecursion.IO;
using TinyRecursion.Recursion;
using TinyRecursion.Tasks;

namespace TinyRecursion.Assurance.Receipts;

/// <summary>A receipt that is written while instances are solved, and is there once all are.</summary>
internal sealed class PendingReceipt : IDisposable
{
    private readonly PendingFile _file;
    private readonly ReceiptWriter _writer;

    /// <summary>Begins the file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="subject">What the receipt is about.</param>
    /// <exception cref="FormatException">There is no receipt of it.</exception>
    public PendingReceipt(string path, ReceiptSubject subject)
    {
        _ = subject.Header();
        _file = new PendingFile(path);
        _writer = new ReceiptWriter(_file.Stream, subject);
    }

    /// <summary>Begins the run of an instance.</summary>
    public ITrace Begin(IInstance instance) => _writer.Begin(instance);

    /// <summary>Writes the run of an instance.</summary>
    public void End(IInstance instance, Answer answer) => _writer.End(instance, answer);

    /// <summary>Ends the receipt and gives the file its name.</summary>
    /// <returns>The digest of all of it, in hexadecimal digits.</returns>
    public string Complete()
    {
        byte[] digest = _writer.Complete();
        _file.Commit();
        return Convert.ToHexStringLower(digest);
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();
}
