using System.Text.Json;
using TinyRecursion.Models;

namespace TinyRecursion.Assurance.Proofs;

/// <summary>Reads certificates. Every field must be there, once, and nothing else.</summary>
internal static class CertificateReader
{
    private const string Place = "certificate";
    private const int MaximumPremises = 1000;

    /// <summary>Reads a certificate.</summary>
    public static Certificate Read(ReadOnlySpan<byte> text, string source)
    {
        var cursor = new JsonCursor(text, source, Place);
        try
        {
            return Read(ref cursor);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            throw JsonCursor.Malformed(source, Place, error);
        }
    }

    /// <summary>An error about the file as a whole.</summary>
    public static FormatException Error(string source, string problem) => new ModelFormatException(source, $"{Place}: {problem}");

    private static Certificate Read(ref JsonCursor cursor)
    {
        var texts = new Dictionary<string, string>();
        var numbers = new Dictionary<string, long>();
        CertificateDomain? domain = null;
        List<CheckedPremise>? premises = null;
        float? margin = null;
        int? version = null;
        cursor.StartObject();
        while (cursor.NextField())
        {
            string field = cursor.FieldName();
            switch (field)
            {
                case "format" or "theorem" or "statement" or "specification" or "induction"
                    or "specificationDigest" or "tableDigest" or "modelDigest" or "model":
                    cursor.Once(texts.ContainsKey(field));
                    texts[field] = cursor.Text();
                    break;
                case "pointsChecked" or "marginPoint":
                    cursor.Once(numbers.ContainsKey(field));
                    numbers[field] = Long(ref cursor);
                    break;
                case "version":
                    cursor.Once(version is not null);
                    version = cursor.Int(1);
                    break;
                case "smallestMargin":
                    cursor.Once(margin is not null);
                    margin = cursor.Real();
                    break;
                case "domain":
                    cursor.Once(domain is not null);
                    domain = ReadDomain(ref cursor);
                    break;
                case "premises":
                    cursor.Once(premises is not null);
                    premises = ReadPremises(ref cursor);
                    break;
                default:
                    throw cursor.UnknownField();
            }
        }

        cursor.Finish();
        if (Text(ref cursor, texts, "format") != CertificateJson.Format || version != CertificateJson.Version)
        {
            throw cursor.Error($"expected field 'format' to be '{CertificateJson.Format}' and 'version' {CertificateJson.Version}");
        }

        return new Certificate(
            Text(ref cursor, texts, "theorem"), Text(ref cursor, texts, "statement"), Text(ref cursor, texts, "specification"),
            Text(ref cursor, texts, "induction"), domain ?? throw Missing(ref cursor, "domain"),
            Number(ref cursor, numbers, "pointsChecked"), margin ?? throw Missing(ref cursor, "smallestMargin"),
            Number(ref cursor, numbers, "marginPoint"), Text(ref cursor, texts, "specificationDigest"),
            Text(ref cursor, texts, "tableDigest"), premises ?? throw Missing(ref cursor, "premises"),
            Text(ref cursor, texts, "modelDigest"), ModelBytes(ref cursor, Text(ref cursor, texts, "model")));
    }

    private static CertificateDomain ReadDomain(ref JsonCursor cursor)
    {
        string? kinds = null, relation = null;
        int? blockWidth = null, blocks = null, degree = null;
        bool? readsOwn = null;
        long? size = null;
        cursor.StartObject();
        cursor.At("certificate, domain");
        while (cursor.NextField())
        {
            switch (cursor.FieldName())
            {
                case "featureKinds":
                    cursor.Once(kinds is not null);
                    kinds = cursor.Text();
                    break;
                case "relation":
                    cursor.Once(relation is not null);
                    relation = cursor.Text();
                    break;
                case "blockWidth":
                    cursor.Once(blockWidth is not null);
                    blockWidth = cursor.Int(1);
                    break;
                case "blocks":
                    cursor.Once(blocks is not null);
                    blocks = cursor.Int(1);
                    break;
                case "degree":
                    cursor.Once(degree is not null);
                    degree = cursor.Int(0);
                    break;
                case "readsOwn":
                    cursor.Once(readsOwn is not null);
                    readsOwn = cursor.Flag();
                    break;
                case "size":
                    cursor.Once(size is not null);
                    size = Long(ref cursor);
                    break;
                default:
                    throw cursor.UnknownField();
            }
        }

        var domain = new CertificateDomain(
            kinds ?? throw Missing(ref cursor, "featureKinds"), blockWidth ?? throw Missing(ref cursor, "blockWidth"),
            blocks ?? throw Missing(ref cursor, "blocks"), readsOwn ?? throw Missing(ref cursor, "readsOwn"),
            relation ?? throw Missing(ref cursor, "relation"), degree ?? throw Missing(ref cursor, "degree"),
            size ?? throw Missing(ref cursor, "size"));
        cursor.At(Place);
        return domain;
    }

    private static List<CheckedPremise> ReadPremises(ref JsonCursor cursor)
    {
        var premises = new List<CheckedPremise>();
        cursor.StartArray();
        while (cursor.NextElement())
        {
            if (premises.Count == MaximumPremises)
            {
                throw cursor.Error($"expected at most {MaximumPremises} premises, found more");
            }

            cursor.At("certificate, premise", index: premises.Count);
            premises.Add(ReadPremise(ref cursor));
            cursor.At(Place);
        }

        return premises;
    }

    private static CheckedPremise ReadPremise(ref JsonCursor cursor)
    {
        string? name = null, statement = null;
        long? points = null;
        cursor.StartObject();
        while (cursor.NextField())
        {
            switch (cursor.FieldName())
            {
                case "name":
                    cursor.Once(name is not null);
                    name = cursor.Text();
                    break;
                case "statement":
                    cursor.Once(statement is not null);
                    statement = cursor.Text();
                    break;
                case "points":
                    cursor.Once(points is not null);
                    points = Long(ref cursor);
                    break;
                default:
                    throw cursor.UnknownField();
            }
        }

        return new CheckedPremise(
            name ?? throw Missing(ref cursor, "name"), statement ?? throw Missing(ref cursor, "statement"),
            points ?? throw Missing(ref cursor, "points"));
    }

    private static byte[] ModelBytes(ref JsonCursor cursor, string text)
    {
        var bytes = new byte[text.Length / 4 * 3];
        return Convert.TryFromBase64String(text, bytes, out int written)
            ? bytes[..written]
            : throw cursor.Error("field 'model': expected a file in base64");
    }

    /// <summary>A whole number; domains of more than 2^53 points are beyond enumeration anyway.</summary>
    private static long Long(ref JsonCursor cursor)
    {
        double value = cursor.Double();
        return value >= 0 && value <= 1L << 53 && Math.Floor(value) == value
            ? (long)value
            : throw cursor.Error("expected a whole number from 0");
    }

    private static string Text(ref JsonCursor cursor, Dictionary<string, string> texts, string field) =>
        texts.TryGetValue(field, out string? text) ? text : throw Missing(ref cursor, field);

    private static long Number(ref JsonCursor cursor, Dictionary<string, long> numbers, string field) =>
        numbers.TryGetValue(field, out long number) ? number : throw Missing(ref cursor, field);

    private static ModelFormatException Missing(ref JsonCursor cursor, string field) => cursor.Error($"field '{field}' is missing");
}
