using System.Text;
using TinyRecursion.IO;
using TinyRecursion.Models;

namespace TinyRecursion.Assurance.Audits.Fast;

/// <summary>Evidence that is written while instances are solved, one after the other, and is there once all are.</summary>
internal sealed class PendingEvidence : IDisposable
{
    private readonly PendingFile _file;
    private readonly EvidenceWriter _writer;

    /// <summary>Begins the file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="model">The model.</param>
    /// <param name="digest">SHA-256 of its file in hexadecimal digits.</param>
    /// <exception cref="FormatException">The model runs in floating point.</exception>
    public PendingEvidence(string path, Model model, string digest)
    {
        if (model.Quantised is null)
        {
            throw new FormatException($"--evidence is of models that run in integers, and this one runs in floating point: make one in integers with 'trm compress MODEL --int8 --out FILE'");
        }

        _file = new PendingFile(path);
        _writer = new EvidenceWriter(_file.Stream, Convert.FromHexString(digest), Execution.Integer.ProductWitness.UsualLeastWidth);
        Model = model.WithWitness(new RecordingWitness(_writer));
    }

    /// <summary>Files of this kind.</summary>
    public static OutputKind FileKind { get; } = OutputKind.Beginning("evidence", Encoding.ASCII.GetString(EvidenceFormat.Magic));

    /// <summary>The model, whose runs are recorded.</summary>
    public Model Model { get; }

    /// <summary>Ends the evidence and gives the file its name.</summary>
    public void Complete()
    {
        _writer.Complete();
        _file.Commit();
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();
}
