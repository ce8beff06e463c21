using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using TinyRecursion.IO;
using TinyRecursion.Recursion;

namespace TinyRecursion.Tasks.Tracing;

/// <summary>
/// Answers with their proofs as JSON lines that leave as the answers come, each with the digest of what stands before it. Proofs may be begun by
/// several threads; they are written by one at a time.
/// </summary>
internal sealed class ProofLog : IDisposable
{
    private const string Beginning = "{\"format\":\"trm.proof\",";

    // Not escaped where JSON does not ask for it: whoever checks reads no escapes.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly ConcurrentDictionary<IInstance, AnswerProof> _begun = new(ReferenceEqualityComparer.Instance);
    private readonly MemoryStream _line = new();
    private readonly FileStream? _stream;
    private readonly string? _refutation;
    private readonly TaskDefinition _task;

    /// <summary>Begins the files.</summary>
    /// <param name="path">The file of proofs, which <see cref="OutputFile.Prepare"/> let pass; or null.</param>
    /// <param name="refutation">The file for the refutation alone; or null.</param>
    /// <param name="task">The task, whose answers carry proofs.</param>
    public ProofLog(string? path, string? refutation, TaskDefinition task)
    {
        (_refutation, _task) = (refutation, task);
        _stream = path is null ? null : new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read);
    }

    /// <summary>Files of proofs.</summary>
    public static OutputKind FileKind { get; } = OutputKind.Beginning("a file of proofs", Beginning);

    /// <summary>Proofs that were written.</summary>
    public int Written { get; private set; }

    /// <summary>Receives the steps of an instance.</summary>
    /// <param name="instance">The instance.</param>
    public ITrace Begin(IInstance instance) => _begun[instance] = _task.Proofs!(instance);

    /// <summary>Writes what the answer to an instance carries.</summary>
    /// <param name="instance">The instance.</param>
    /// <param name="answer">The answer.</param>
    /// <returns>The reasons why it carries no proof, or no refutation; null where it does.</returns>
    public (string? Proof, string? Refutation) End(IInstance instance, Answer answer)
    {
        _begun.TryRemove(instance, out AnswerProof? proof);
        string? why = _stream is null ? null : Write(proof!, answer), whyNot = null;
        if (_refutation is not null)
        {
            // Nothing is written where there is none.
            using var text = new MemoryStream();
            whyNot = proof!.WriteRefutation(text, answer);
            if (whyNot is null)
            {
                AtomicFile.Write(_refutation, text.WriteTo);
            }
        }

        return (why, whyNot);
    }

    public void Dispose()
    {
        _stream?.Dispose();
        _line.Dispose();
    }

    private string? Write(AnswerProof proof, Answer answer)
    {
        _line.SetLength(0);
        using (var json = new Utf8JsonWriter(_line, Options))
        {
            json.WriteStartObject();
            json.WriteString("format", "trm.proof");
            json.WriteNumber("version", 1);
            json.WriteString("task", _task.Name);
            if (proof.Write(json, answer) is { } reason)
            {
                json.Reset();
                return reason;
            }

            json.Flush();
            string digest = Convert.ToHexStringLower(SHA256.HashData(_line.GetBuffer().AsSpan(0, (int)_line.Length)));
            json.WriteString("sha256", digest);
            json.WriteEndObject();
        }

        _line.WriteByte((byte)'\n');
        _line.WriteTo(_stream!);
        _stream!.Flush();
        Written++;
        return null;
    }
}
