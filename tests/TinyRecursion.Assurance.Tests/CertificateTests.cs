using System.Text;
using System.Text.Json.Nodes;
using CsCheck;
using TinyRecursion.Assurance.Proofs;
using TinyRecursion.Models;
using Xunit;

namespace TinyRecursion.Assurance.Tests;

/// <summary>Certificates come back as they were written, and whatever else is said or handed in is found out.</summary>
public class CertificateTests
{
    private static readonly byte[] Text = CertificateJson.Write(Proved.Certificate);

    [Fact]
    public void A_certificate_comes_back_as_it_was_and_holds()
    {
        Certificate read = CertificateJson.Read(Text, "c");

        Assert.Equal(Text, CertificateJson.Write(read));
        Assert.Equal(Proved.File, read.Model.ToArray());
        CertificateVerdict verdict = CertificateChecker.Check(read, "c");
        Assert.Equal((null, 20_000L), (verdict.Failure, verdict.Points));
    }

    [Fact]
    public void A_file_is_written_and_read()
    {
        string path = Path.GetTempFileName();
        try
        {
            CertificateJson.Save(path, Proved.Certificate);

            Assert.Equal(Text, File.ReadAllBytes(path));
            Assert.Equal(Proved.Certificate.TableDigest, CertificateJson.Load(path).TableDigest);
        }
        finally
        {
            File.Delete(path);
        }
    }

    public static TheoryData<string, string> FalseClaims => new()
    {
        { "statement", "\"Two and two is five.\"" },
        { "specification", "\"Anything goes.\"" },
        { "induction", "\"It is obvious.\"" },
        { "pointsChecked", "20001" },
        { "smallestMargin", "1000" },
        { "marginPoint", "3" },
        { "specificationDigest", "\"00\"" },
        { "tableDigest", "\"00\"" },
        { "modelDigest", "\"00\"" },
        { "premises", "[]" },
        { "domain.size", "10" },
        { "domain.relation", "\"near\"" },
    };

    [Theory]
    [MemberData(nameof(FalseClaims))]
    public void A_false_claim_does_not_hold_and_says_why(string field, string value)
    {
        JsonNode json = JsonNode.Parse(Text)!;
        JsonNode parent = field.StartsWith("domain.", StringComparison.Ordinal) ? json["domain"]! : json;
        parent[field.Split('.')[^1]] = JsonNode.Parse(value);

        CertificateVerdict verdict = CertificateChecker.Check(CertificateJson.Read(Bytes(json), "c"), "c");

        Assert.False(verdict.Holds);
        Assert.Contains(field == "modelDigest" ? "digest" : field.Split('.')[0], verdict.Failure, StringComparison.Ordinal);
    }

    [Fact]
    public void A_wrong_model_under_its_own_digest_is_found_out_with_the_counterexample()
    {
        Model wrong = Proved.With(Proved.Model.Graph.Weights.Single(w => w.Name == "digit.bias").Offset, 30f);
        byte[] file = Proved.Bytes(wrong);
        Certificate forged = Proved.Certificate with { Model = file, ModelDigest = Digest(file) };

        CertificateVerdict verdict = CertificateChecker.Check(forged, "c");

        Assert.Contains("points are wrong, the first: part = ", verdict.Failure, StringComparison.Ordinal);
        Assert.Equal(20_000, verdict.Points);
    }

    [Fact]
    public void A_model_of_another_task_is_not_what_the_theorem_is_about()
    {
        byte[] file = Proved.Bytes(new Model("other", Proved.Model.Graph, Proved.Model.Parameters.Span, Proved.Model.Card));

        CertificateVerdict verdict = CertificateChecker.Check(Proved.Certificate with { Model = file, ModelDigest = Digest(file) }, "c");

        Assert.Contains("not about the embedded model", verdict.Failure, StringComparison.Ordinal);
    }

    public static TheoryData<string, string, string> Malformed => new()
    {
        { "theorem", "\"of Fermat\"", "field 'theorem': expected one of arithmetic" },
        { "version", "2", "'version' 1" },
        { "format", "\"pdf\"", "expected field 'format'" },
        { "model", "\"%%%\"", "field 'model': expected a file in base64" },
        { "model", "17", "field 'model': expected a string" },
        { "pointsChecked", "-1", "field 'pointsChecked': expected a whole number" },
        { "premises", "{}", "field 'premises': expected an array" },
        { "domain", "{\"size\": 3}", "certificate, domain: field 'featureKinds' is missing" },
        { "extra", "1", "field 'extra': unknown field" },
    };

    [Theory]
    [MemberData(nameof(Malformed))]
    public void What_is_no_certificate_is_refused_with_the_field(string field, string value, string problem)
    {
        JsonNode json = JsonNode.Parse(Text)!;
        json[field] = JsonNode.Parse(value);

        Exception error = Assert.ThrowsAny<FormatException>(() => CertificateChecker.Check(CertificateJson.Read(Bytes(json), "c"), "c"));

        Assert.StartsWith("c", error.Message, StringComparison.Ordinal);
        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_field_or_with_one_twice_it_is_refused()
    {
        foreach (string field in JsonNode.Parse(Text)!.AsObject().Select(pair => pair.Key))
        {
            JsonObject json = JsonNode.Parse(Text)!.AsObject();
            json.Remove(field);
            Assert.ThrowsAny<FormatException>(() => CertificateJson.Read(Bytes(json), "c"));
        }

        string twice = Encoding.UTF8.GetString(Text).Replace("{\n  \"format\"", "{\n  \"version\": 1,\n  \"format\"", StringComparison.Ordinal);
        Assert.Contains("occurs twice", Assert.ThrowsAny<FormatException>(
            () => CertificateJson.Read(Encoding.UTF8.GetBytes(twice), "c")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Cut_anywhere_it_is_refused() => Gen.Int[0, Text.Length - 3].Sample(
        length => Assert.ThrowsAny<FormatException>(() => CertificateJson.Read(Text.AsSpan(0, length), "c")), iter: 300);

    [Fact]
    public void Changed_anywhere_it_is_refused_or_does_not_hold() =>
        Gen.Select(Gen.Int[0, Text.Length - 2], Gen.Char[' ', '~']).Sample((at, value) =>
        {
            byte[] changed = [.. Text];
            changed[at] = (byte)value;
            bool holds;
            try
            {
                holds = CertificateChecker.Check(CertificateJson.Read(changed, "c"), "c").Holds;
            }
            catch (FormatException)
            {
                return;
            }

            // A blank for a blank, or a last digit that the number rounds away, says the same.
            Assert.True(!holds || CertificateJson.Write(CertificateJson.Read(changed, "c")).AsSpan().SequenceEqual(Text));
        }, iter: 300);

    private static byte[] Bytes(JsonNode json) => Encoding.UTF8.GetBytes(json.ToJsonString());

    private static string Digest(byte[] file) => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(file));
}
