using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using TinyRecursion.Assurance.Checker.Receipts;
using TinyRecursion.Models;
using TinyRecursion.Tasks;

namespace TinyRecursion.Assurance.Receipts;

/// <summary>What a receipt is about: a task and how it is solved.</summary>
/// <param name="task">The task.</param>
/// <param name="settings">The settings, complete.</param>
/// <param name="model">The model; null for plain code.</param>
/// <param name="modelDigest">SHA-256 of the model's file in hexadecimal digits; null for plain code.</param>
/// <param name="inputDigest">SHA-256 of the files read, one after the other, in hexadecimal digits; null where they can be read once.</param>
internal sealed class ReceiptSubject(TaskDefinition task, Settings settings, Model? model, string? modelDigest, string? inputDigest)
{
    private const string Integers = "integers", Tables = "tables", Code = "code";

    private byte[] _fields = [];

    /// <summary>The task.</summary>
    public TaskDefinition Task => task;

    /// <summary>The settings.</summary>
    public Settings Settings => settings;

    /// <summary>The model; null for plain code.</summary>
    public Model? Model => model;

    /// <summary>The header that a receipt about it has.</summary>
    /// <exception cref="ReceiptException">A setting makes runs depend on the machine.</exception>
    public ReceiptHeader Header() => settings.Get(StandardSettings.TimeLimit) is not null
        ? throw new ReceiptException("--time-limit ends a run where the clock says, so that there is no receipt of it: leave it out; --max-nodes ends it at the same place everywhere")
        : new ReceiptHeader(
            task.Name, model is null ? Code : model.Quantised is null ? Tables : Integers, Bytes(modelDigest),
            model is null ? [] : SHA256.HashData(Encoding.UTF8.GetBytes(GraphJson.Write(model.Graph))), task.Halting,
            [.. settings.Texts(task.Settings).Select(one => (one.Setting.Name, one.Texts.ToArray()))], Bytes(inputDigest));

    /// <summary>The name of the model for messages, where only tables of its rule have receipts; else null.</summary>
    public string? FloatName => model is { Quantised: null } ? $"the model of {task.Name}" : null;

    /// <summary>The digest of an instance: of the task's JSON object for it.</summary>
    /// <param name="instance">The instance.</param>
    public byte[] DigestOf(IInstance instance)
    {
        var fields = new FieldBuffer();
        return fields.Begin("trm receipt 1: instance"u8).Add(Json(json => task.WriteJson(json, instance)).WrittenSpan).Digest();
    }

    /// <summary>An answer as a receipt holds it.</summary>
    /// <param name="answer">The answer.</param>
    public static ReadOnlyMemory<byte> BytesOf(Answer answer) => Json(answer.WriteJson).WrittenMemory;

    /// <summary>The header's bytes within the file.</summary>
    /// <exception cref="ReceiptException">There is no receipt of it.</exception>
    public ReadOnlySpan<byte> HeaderBytes()
    {
        if (_fields.Length == 0)
        {
            ReceiptHeader header = Header();
            using var bytes = new MemoryStream();
            WriteText(bytes, header.Task);
            WriteText(bytes, header.Execution);
            RecordedRun.WriteSized(bytes, header.ModelDigest);
            RecordedRun.WriteSized(bytes, header.GraphDigest);
            WriteText(bytes, header.Halting);
            WriteCount(bytes, header.Settings.Count);
            foreach ((string name, string[] texts) in header.Settings)
            {
                WriteText(bytes, name);
                WriteCount(bytes, texts.Length);
                Array.ForEach(texts, text => WriteText(bytes, text));
            }

            RecordedRun.WriteSized(bytes, header.InputDigest);
            _fields = bytes.ToArray();
        }

        return _fields;
    }

    private static byte[] Bytes(string? digest) => digest is null ? [] : Convert.FromHexString(digest);

    private static void WriteText(Stream output, string text) => RecordedRun.WriteSized(output, Encoding.UTF8.GetBytes(text));

    private static void WriteCount(Stream output, int count)
    {
        Span<byte> bytes = stackalloc byte[sizeof(int)];
        System.Buffers.Binary.BinaryPrimitives.WriteInt32LittleEndian(bytes, count);
        output.Write(bytes);
    }

    private static System.Buffers.ArrayBufferWriter<byte> Json(Action<Utf8JsonWriter> write)
    {
        var bytes = new System.Buffers.ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(bytes);
        json.WriteStartObject();
        write(json);
        json.WriteEndObject();
        json.Flush();
        return bytes;
    }
}
