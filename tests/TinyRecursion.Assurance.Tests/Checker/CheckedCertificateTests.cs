using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using TinyRecursion.Assurance.Checker;
using TinyRecursion.Assurance.Checker.Reading;
using TinyRecursion.Assurance.Proofs;
using TinyRecursion.Models;
using Xunit;

namespace TinyRecursion.Assurance.Tests.Checker;

/// <summary>The Checker accepts what the prover wrote, without any code of the prover's, and rejects every other claim for its reason.</summary>
public class CheckedCertificateTests
{
    private static readonly byte[] Text = CertificateJson.Write(Proved.Certificate);

    [Fact]
    public void A_certificate_of_each_theorem_is_accepted()
    {
        Assert.Equal(new ProofVerdict(1, "arithmetic", "theorem", null), ProofChecker.CheckCertificate(Text));
        byte[] maze = File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "models", "maze-proved.certificate.json"));
        Assert.Equal(new ProofVerdict(1, "maze", "theorem", null), ProofChecker.CheckCertificate(maze));
    }

    [Theory]
    [InlineData("statement", "\"Two and two is five.\"", "the words, or the premises")]
    [InlineData("specification", "\"Anything goes.\"", "the words, or the premises")]
    [InlineData("induction", "\"It is obvious.\"", "the words, or the premises")]
    [InlineData("premises", "[]", "the words, or the premises")]
    [InlineData("pointsChecked", "20001", "'domain' or 'pointsChecked'")]
    [InlineData("smallestMargin", "3.5", "'smallestMargin' or 'marginPoint'")]
    [InlineData("marginPoint", "3", "'smallestMargin' or 'marginPoint'")]
    [InlineData("specificationDigest", "\"00\"", "'tableDigest' or 'specificationDigest'")]
    [InlineData("tableDigest", "\"00\"", "'tableDigest' or 'specificationDigest'")]
    [InlineData("modelDigest", "\"00\"", "not the one whose digest is given")]
    public void A_false_claim_is_rejected(string field, string value, string reason)
    {
        JsonNode json = JsonNode.Parse(Text)!;
        json[field] = JsonNode.Parse(value);

        Assert.Contains(reason, ProofChecker.CheckCertificate(Bytes(json)).Failure, StringComparison.Ordinal);
    }

    [Fact]
    public void A_domain_of_its_own_a_wrong_weight_and_a_model_of_another_task_are_rejected()
    {
        JsonNode json = JsonNode.Parse(Text)!;
        json["domain"]!["size"] = 10;
        Assert.Contains("'domain'", ProofChecker.CheckCertificate(Bytes(json)).Failure, StringComparison.Ordinal);
        Model wrong = Proved.With(Proved.Model.Graph.Weights.Single(weight => weight.Name == "digit.bias").Offset, 30f);
        Assert.Matches("point 0: symbol 0 leads by -", ProofChecker.CheckCertificate(WithModel(Proved.Bytes(wrong))).Failure);
        byte[] maze = File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "models", "maze-proved.safetensors"));
        Assert.Contains("not about the embedded model", ProofChecker.CheckCertificate(WithModel(maze)).Failure, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"version\": 1", "\"version\": 2", "is no certificate of version 1")]
    [InlineData("\"version\": 1", "\"version\": 1, \"version\": 1", "is no certificate")]
    [InlineData("\"version\": 1", "\"version\": 1, \"more\": 1", "its fields are others")]
    [InlineData("\"arithmetic\"", "\"algebra\"", "expected arithmetic, maze")]
    [InlineData("\"pointsChecked\": 20000", "\"pointsChecked\": 20000.5", "is no certificate")]
    [InlineData("\"premises\": [", "\"premises\": 7, \"x\": [", "is no certificate")]
    public void What_is_none_is_unreadable(string old, string changed, string problem)
    {
        string text = Encoding.UTF8.GetString(Text);
        Assert.Contains(old, text, StringComparison.Ordinal);
        Unread(problem, Encoding.UTF8.GetBytes(text.Replace(old, changed, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("\\\"op\\\":\\\"relu\\\"", "\\\"op\\\":\\\"silu\\\"", "operation silu is not checked")]
    [InlineData("\\\"nextState\\\":13", "\\\"nextState\\\":12", "its next state is not one block of a finite alphabet")]
    [InlineData("\\\"nextState\\\":13", "\\\"nextState\\\":99", "its next state is not one block of a finite alphabet")]
    [InlineData("\\\"inputs\\\":[12]", "\\\"inputs\\\":[14]", "a node reads one after it")]
    [InlineData("\\\"width\\\":64", "\\\"width\\\":63", "does not fit")]
    [InlineData("\"F32\"", "\"F16\"", "is no matrix of 32-bit numbers")]
    [InlineData("[0,640]", "[0,644]", "is no matrix of 32-bit numbers")]
    [InlineData("\"trm.version\"", "\"trm.cycles_\"", "is for rules of other kinds")]
    public void A_model_that_is_none_is_unreadable(string old, string changed, string problem)
    {
        // The header as JSON writes it, with quotes within quotes.
        string header = Encoding.UTF8.GetString(Proved.File.AsSpan(8, BitConverter.ToInt32(Proved.File)));
        string escaped = header.Replace("\\u0022", "\\\"", StringComparison.Ordinal);
        Assert.Contains(old, escaped, StringComparison.Ordinal);
        byte[] other = Encoding.UTF8.GetBytes(escaped.Replace(old, changed, StringComparison.Ordinal));
        Unread(problem, WithModel([.. BitConverter.GetBytes((long)other.Length), .. other, .. Proved.File.AsSpan(8 + header.Length)]));
    }

    [Fact]
    public void Models_cut_off_anywhere_are_unreadable()
    {
        foreach (int length in (int[])[0, 7, 8, 9, 2000, Proved.File.Length - 1])
        {
            Assert.Throws<ProofFormatException>(() => ProofChecker.CheckCertificate(WithModel(Proved.File[..length])));
        }
    }

    private static void Unread(string problem, byte[] file) =>
        Assert.Contains(problem, Assert.Throws<ProofFormatException>(() => ProofChecker.CheckCertificate(file)).Message, StringComparison.Ordinal);

    private static byte[] WithModel(byte[] model)
    {
        JsonNode json = JsonNode.Parse(Text)!;
        (json["model"], json["modelDigest"]) = (Convert.ToBase64String(model), Convert.ToHexStringLower(SHA256.HashData(model)));
        return Bytes(json);
    }

    private static byte[] Bytes(JsonNode json) => Encoding.UTF8.GetBytes(json.ToJsonString());
}
