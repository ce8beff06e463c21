using System.Text.Encodings.Web;
using System.Text.Json;
using TinyRecursion.IO;

namespace TinyRecursion.Assurance.Proofs;

/// <summary>Certificates as files: one JSON object. The same certificate gives the same bytes.</summary>
public static class CertificateJson
{
    /// <summary>The longest file that is read.</summary>
    public const int MaximumLength = 64 << 20;

    /// <summary>The value of the field <c>format</c>.</summary>
    internal const string Format = "trm.certificate";

    /// <summary>The value of the field <c>version</c>.</summary>
    internal const int Version = 1;

    /// <summary>Certificates as something to write: one replaces only another one.</summary>
    internal static OutputKind FileKind { get; } = new("a certificate", path => Load(path) is not null);

    /// <summary>Writes a file in one step.</summary>
    /// <param name="path">The file to create or replace.</param>
    /// <param name="certificate">The certificate.</param>
    /// <exception cref="IOException">It cannot be written; an older file is left as it was.</exception>
    public static void Save(string path, Certificate certificate)
    {
        byte[] text = Write(certificate);
        AtomicFile.Write(path, stream => stream.Write(text));
    }

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="FormatException">It is no certificate; the message names the file, the place and the field.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static Certificate Load(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        using FileStream stream = RegularFile.OpenRead(path);
        if (stream.Length > MaximumLength)
        {
            throw CertificateReader.Error(path, $"the file has {stream.Length} bytes, a certificate has at most {MaximumLength}");
        }

        var text = new byte[stream.Length];
        stream.ReadExactly(text);
        return Read(text, path);
    }

    /// <summary>Reads a certificate from its text.</summary>
    /// <param name="text">The JSON text, UTF-8.</param>
    /// <param name="name">The name that errors give.</param>
    /// <exception cref="FormatException">It is no certificate; the message names the place and the field.</exception>
    public static Certificate Read(ReadOnlySpan<byte> text, string name) => CertificateReader.Read(text, name);

    /// <summary>Writes a certificate as text.</summary>
    /// <param name="certificate">The certificate.</param>
    public static byte[] Write(Certificate certificate)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("format", Format);
            json.WriteNumber("version", Version);
            json.WriteString("theorem", certificate.Theorem);
            json.WriteString("statement", certificate.Statement);
            json.WriteString("specification", certificate.Specification);
            json.WriteString("induction", certificate.Induction);
            WriteDomain(json, certificate.Domain);
            json.WriteNumber("pointsChecked", certificate.PointsChecked);
            json.WriteNumber("smallestMargin", certificate.SmallestMargin);
            json.WriteNumber("marginPoint", certificate.MarginPoint);
            json.WriteStartArray("premises");
            foreach (CheckedPremise premise in certificate.Premises)
            {
                json.WriteStartObject();
                json.WriteString("name", premise.Name);
                json.WriteString("statement", premise.Statement);
                json.WriteNumber("points", premise.Points);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteString("specificationDigest", certificate.SpecificationDigest);
            json.WriteString("tableDigest", certificate.TableDigest);
            json.WriteString("modelDigest", certificate.ModelDigest);
            json.WriteBase64String("model", certificate.Model.Span);
            json.WriteEndObject();
        }

        buffer.WriteByte((byte)'\n');
        return buffer.ToArray();
    }

    private static void WriteDomain(Utf8JsonWriter json, CertificateDomain domain)
    {
        json.WriteStartObject("domain");
        json.WriteString("featureKinds", domain.FeatureKinds);
        json.WriteNumber("blockWidth", domain.BlockWidth);
        json.WriteNumber("blocks", domain.Blocks);
        json.WriteBoolean("readsOwn", domain.ReadsOwn);
        json.WriteString("relation", domain.Relation);
        json.WriteNumber("degree", domain.Degree);
        json.WriteNumber("size", domain.Size);
        json.WriteEndObject();
    }
}
