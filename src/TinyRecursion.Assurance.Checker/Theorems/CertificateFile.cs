using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using TinyRecursion.Assurance.Checker.Reading;

namespace TinyRecursion.Assurance.Checker.Theorems;

/// <summary>
/// Certificates of <c>trm prove</c>: the rule of the model within is worked out at every point and compared with the theorem's specification.
/// The right symbol must lead by more than any rounding makes, so that what is found here holds of the rule in every order of its sums.
/// </summary>
internal static class CertificateFile
{
    /// <summary>The least lead of the right symbol; rounding of rules of this size is a thousandth of it.</summary>
    private const double LeastMargin = 0.05;

    private static readonly string[] Fields =
        ["format", "version", "theorem", "statement", "specification", "induction", "domain", "pointsChecked", "smallestMargin", "marginPoint", "premises", "specificationDigest", "tableDigest", "modelDigest", "model"];

    /// <summary>No comments, no trailing commas, no field twice.</summary>
    public static JsonDocumentOptions Strict { get; } = new() { MaxDepth = 8, AllowDuplicateProperties = false };

    /// <summary>Checks a certificate: its theorem, and why it is rejected; null where it is not.</summary>
    public static (string Theorem, string? Failure) Check(ReadOnlyMemory<byte> file)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(file, Strict);
            JsonElement root = document.RootElement;
            if (!root.EnumerateObject().Select(field => field.Name).SequenceEqual(Fields) || root.GetProperty("format").GetString() != "trm.certificate" || root.GetProperty("version").GetInt32() != 1)
            {
                throw new ProofFormatException("is no certificate of version 1, or its fields are others");
            }

            string name = root.GetProperty("theorem").GetString()!;
            LocalTheorem theorem = LocalTheorem.All.FirstOrDefault(known => known.Name == name) ?? throw new ProofFormatException("field 'theorem': expected arithmetic, maze");
            return (name, Check(root, theorem));
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or KeyNotFoundException or ArgumentException or FormatException and not ProofFormatException)
        {
            throw new ProofFormatException("is no certificate: " + string.Concat(error.Message.Where(letter => letter is >= ' ' and <= '~').Take(200)));
        }
    }

    private static string? Check(JsonElement root, LocalTheorem theorem)
    {
        byte[] model = root.GetProperty("model").GetBytesFromBase64();
        int size = theorem.Kinds.Aggregate((theorem.ReadsOwn ? theorem.Symbols : 1) * (int)Math.Pow(theorem.Symbols, theorem.Degree), (all, kinds) => all * kinds);
        var words = new StringBuilder($"{Text("statement")}\n{Text("specification")}\n{Text("induction")}");
        foreach (JsonElement premise in root.GetProperty("premises").EnumerateArray())
        {
            words.Append(string.Concat(premise.EnumerateObject().Select(field => $"\n{field.Value}")));
        }

        string domain = $"featureKinds:{string.Join(' ', theorem.Kinds)},blockWidth:{theorem.Symbols - 1},blocks:1,readsOwn:{theorem.ReadsOwn},relation:{theorem.Relation},degree:{theorem.Degree},size:{size}";
        string? failure = Digest(model) != Text("modelDigest") ? "the embedded model is not the one whose digest is given"
            : Digest(Encoding.UTF8.GetBytes(words.ToString())) != theorem.Words ? "the words, or the premises, are not those of the theorem"
            : string.Join(',', root.GetProperty("domain").EnumerateObject().Select(field => $"{field.Name}:{field.Value}")) != domain || root.GetProperty("pointsChecked").GetInt64() != size ? "field 'domain' or 'pointsChecked' is not that of the theorem" : null;
        return failure ?? CheckPoints(root, theorem, new LocalRule(model), size);

        string Text(string field) => root.GetProperty(field).GetString()!;
    }

    private static string? CheckPoints(JsonElement root, LocalTheorem theorem, LocalRule rule, int size)
    {
        if (rule.Task != theorem.Name || rule.StateWidth != theorem.Symbols - 1)
        {
            return "the theorem is not about the embedded model";
        }

        int[] radixes = [.. theorem.Kinds, .. Enumerable.Repeat(theorem.Symbols, (theorem.ReadsOwn ? 1 : 0) + theorem.Degree)], point = new int[radixes.Length];
        byte[] table = new byte[2 * size];
        long place = root.GetProperty("marginPoint").GetInt64();
        (double smallest, double claimed) = (double.PositiveInfinity, double.NaN);
        for (int number = 0; number < size; number++)
        {
            for (int i = radixes.Length - 1, rest = number; i >= 0; i--)
            {
                (rest, point[i]) = Math.DivRem(rest, radixes[i]);
            }

            int right = theorem.Next(point);
            double margin = Margin(rule.Next(point.AsSpan(0, theorem.Kinds.Length), theorem.ReadsOwn ? point[theorem.Kinds.Length] : 0, point.AsSpan(radixes.Length - theorem.Degree)), right);
            if (!(margin > LeastMargin) || !theorem.Premise(point, right))
            {
                return $"point {number}: {(margin > LeastMargin ? "a premise does not hold" : $"symbol {right} leads by {margin:f4}")}";
            }

            smallest = Math.Min(smallest, margin);
            claimed = number == place ? margin : claimed;
            BinaryPrimitives.WriteUInt16LittleEndian(table.AsSpan(2 * number), (ushort)right);
        }

        int wrong = Enumerable.Range(0, theorem.Symbols).FirstOrDefault(symbol => !theorem.Readout(symbol, rule.Logit(symbol)), -1);
        double given = root.GetProperty("smallestMargin").GetDouble();
        return wrong >= 0 ? $"premise: the logit of symbol {wrong} has the wrong sign"
            : !(Math.Abs(smallest - given) <= LeastMargin / 10 && Math.Abs(claimed - given) <= LeastMargin / 10) ? $"field 'smallestMargin' or 'marginPoint' is not what is found: {smallest:f4}"
            : root.GetProperty("tableDigest").GetString() != Digest(table) || root.GetProperty("specificationDigest").GetString() != Digest(table) ? "field 'tableDigest' or 'specificationDigest' is not what is found" : null;
    }

    // Zero stands for symbol 0.
    private static double Margin(double[] values, int right)
    {
        double own = right == 0 ? 0 : values[right - 1], rival = right == 0 ? double.NegativeInfinity : 0;
        for (int symbol = 1; symbol <= values.Length; symbol++)
        {
            rival = symbol == right ? rival : Math.Max(rival, values[symbol - 1]);
        }

        return own - rival;
    }

    private static string Digest(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
