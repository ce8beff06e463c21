using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using TinyRecursion.Assurance.Signing;
using Xunit;

namespace TinyRecursion.Assurance.Tests.Signing;

/// <summary>Signatures of models: what is signed verifies, and every change of files, statement, envelope or key is refused for its own reason.</summary>
public sealed class ModelSignatureTests : IDisposable
{
    private static readonly ECDsa Key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    private readonly string _folder = Directory.CreateTempSubdirectory("signing").FullName;

    public ModelSignatureTests()
    {
        Write("weights.bin", "weights");
        Write("sub/adapter.bin", "adapter");
        Write("empty.bin", string.Empty);
        Write(".config", "hidden");
        Write("模型 (copy).bin", "name");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    public static TheoryData<string> Curves => ["nistP256", "nistP384", "nistP521"];

    [Theory]
    [MemberData(nameof(Curves))]
    public void What_is_signed_verifies_with_its_key_alone(string curve)
    {
        using ECDsa key = ECDsa.Create(ECCurve.CreateFromFriendlyName(curve)), other = ECDsa.Create(ECCurve.CreateFromFriendlyName(curve));
        byte[] signature = ModelSignature.Sign(_folder, key);
        using ECDsa trusted = ECDsa.Create();
        trusted.ImportFromPem(key.ExportSubjectPublicKeyInfoPem());

        SignatureVerdict verdict = ModelSignature.Verify(_folder, signature, trusted);

        Assert.Equal((true, null), (verdict.Holds, verdict.Failure));
        Assert.Equal([".config", "empty.bin", "sub/adapter.bin", "weights.bin", "模型 (copy).bin"], verdict.Files);
        Rejected("by another key", signature, other);
        Rejected("not by this key", Change(signature, bundle => bundle["verificationMaterial"]!["publicKey"]!.AsObject().Remove("hint")), other);
    }

    [Fact]
    public void The_statement_is_that_of_the_specification_and_the_same_again()
    {
        byte[] first = Payload(ModelSignature.Sign(_folder, Key)), second = Payload(ModelSignature.Sign(_folder, Key));
        JsonNode statement = JsonNode.Parse(first)!;

        Assert.Equal(first, second);
        Assert.Equal("https://in-toto.io/Statement/v1", (string)statement["_type"]!);
        Assert.Equal("https://model_signing/signature/v1.0", (string)statement["predicateType"]!);
        Assert.Equal(Path.GetFileName(_folder), (string)statement["subject"]![0]!["name"]!);
        JsonNode[] resources = [.. statement["predicate"]!["resources"]!.AsArray().Select(node => node!)];
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData("weights"u8)), (string)resources[3]["digest"]!);
        byte[] roots = [.. resources.SelectMany(resource => Convert.FromHexString((string)resource["digest"]!))];
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(roots)), (string)statement["subject"]![0]!["digest"]!["sha256"]!);
    }

    [Fact]
    public void The_signed_bytes_are_those_of_the_protocol()
    {
        // The vector of DSSE's protocol has another type; its form is the same.
        Assert.Equal("DSSEv1 28 application/vnd.in-toto+json 11 hello world", Encoding.UTF8.GetString(SignatureBundle.Encode("hello world"u8)));
    }

    [Fact]
    public void Files_that_are_changed_missing_added_renamed_or_swapped_are_named()
    {
        byte[] signature = ModelSignature.Sign(_folder, Key);
        Tampered("weights.bin: is not the file", () => Write("weights.bin", "Weights"), signature);
        Tampered("empty.bin: is not the file", () => Write("empty.bin", "\0"), signature);
        Tampered("weights.bin: is signed, and not there", () => File.Delete(In("weights.bin")), signature);
        Tampered("added.bin: is not signed", () => Write("added.bin", string.Empty), signature);
        Tampered("weights.bin: is signed, and not there", () => File.Move(In("weights.bin"), In("Weights.bin")), signature);
        Tampered("sub/adapter.bin: is not the file", () => (Write("weights.bin", "adapter"), Write("sub/adapter.bin", "weights")), signature);
        Tampered("sub/adapter.bin: is signed, and not there", () => File.Move(In("sub/adapter.bin"), In("adapter.bin")), signature);
    }

    [Fact]
    public void Links_and_devices_are_refused_whatever_they_lead_to()
    {
        byte[] signature = ModelSignature.Sign(_folder, Key);
        foreach ((string name, string target) in new[] { ("link", "weights.bin"), ("outside", "/etc/hostname"), ("nowhere", "/nowhere/at/all"), ("cycle", ".") })
        {
            File.CreateSymbolicLink(In(name), target);
            Assert.Contains($"{name}: is a symbolic link", Assert.ThrowsAny<IOException>(() => ModelSignature.Verify(_folder, signature, Key)).Message, StringComparison.Ordinal);
            Assert.Contains($"{name}: is a symbolic link", Assert.ThrowsAny<IOException>(() => ModelSignature.Sign(_folder, Key)).Message, StringComparison.Ordinal);
            File.Delete(In(name));
        }

        File.Delete(In("weights.bin"));
        File.CreateSymbolicLink(In("weights.bin"), "sub/adapter.bin");
        Assert.ThrowsAny<IOException>(() => ModelSignature.Verify(_folder, signature, Key));
        Directory.CreateSymbolicLink(In("loop"), ".");
        Assert.Contains("loop", Assert.ThrowsAny<IOException>(() => ModelSignature.Sign(_folder, Key, followsLinks: true)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_left_out_may_change_and_nothing_else()
    {
        Write(".git/HEAD", "ref");
        Write(".gitignore", "x");
        Write("notes/a.txt", "a");
        Write("sub/.gitignore", "signed");
        byte[] signature = ModelSignature.Sign(_folder, Key, ["notes", "weights.bin"], signature: In("model.sig"));
        File.WriteAllBytes(In("model.sig"), signature);
        Write(".git/HEAD", "changed");
        Write("notes/a.txt", "changed");
        File.Delete(In("weights.bin"));

        SignatureVerdict verdict = ModelSignature.Verify(_folder, signature, Key, signature: In("model.sig"));

        Assert.True(verdict.Holds, verdict.Failure);
        Assert.Equal([".config", "empty.bin", "sub/.gitignore", "sub/adapter.bin", "模型 (copy).bin"], verdict.Files);
        Rejected("model.sig: is not signed", signature, Key);
        Write("notes2", "not left out");
        Rejected("notes2: is not signed", signature, Key, signatureFile: In("model.sig"));
        Assert.True(ModelSignature.Verify(_folder, signature, Key, ignoresUnsigned: true).Holds);
        Write("sub/.gitignore", "changed");
        Assert.False(ModelSignature.Verify(_folder, signature, Key, ignoresUnsigned: true).Holds);
    }

    [Fact]
    public void A_file_alone_goes_by_its_name()
    {
        byte[] signature = ModelSignature.Sign(In("weights.bin"), Key);
        File.Copy(In("weights.bin"), In("renamed.bin"));

        Assert.Equal(["weights.bin"], ModelSignature.Verify(In("weights.bin"), signature, Key).Files);
        Assert.Contains("not a file of this name", ModelSignature.Verify(In("renamed.bin"), signature, Key).Failure, StringComparison.Ordinal);
        Assert.Contains("not a file of this name", ModelSignature.Verify(In("weights.bin"), ModelSignature.Sign(_folder, Key), Key).Failure, StringComparison.Ordinal);
        Assert.Throws<FileNotFoundException>(() => ModelSignature.Sign(In("nowhere"), Key));
        Assert.Contains("holds no file", Assert.Throws<IOException>(() => ModelSignature.Sign(Directory.CreateDirectory(In("none")).FullName, Key)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("payload._type", """{"_type":"https://in-toto.io/Statement/v0.1"}""")]
    [InlineData("payload.predicateType", """{"predicateType":"https://model_signing/Digests/v0.1"}""")]
    [InlineData("payload.subject", """{"subject":[]}""")]
    [InlineData("payload.subject", """{"subject":null}""")]
    [InlineData("payload.subject[0].digest", """{"subject":[{"name":"m","digest":{"sha256":"00"}}]}""")]
    [InlineData("payload.subject[0].digest.sha256", """{"subject":[{"name":"m","digest":{"sha512":"00"}}]}""")]
    [InlineData("payload.predicate", """{"predicate":[]}""")]
    [InlineData("payload.predicate.serialization", """{"predicate":{"resources":[{"name":"a","algorithm":"sha256","digest":"00"}]}}""")]
    [InlineData("payload.predicate.serialization.method", """{"predicate":{"serialization":{"method":"none"},"resources":[]}}""")]
    [InlineData("payload.predicate.resources", """{"predicate":{"serialization":{"method":"files"},"resources":[]}}""")]
    [InlineData("payload.predicate.resources[0].algorithm", """{"predicate":{"serialization":{"method":"files"},"resources":[{"name":"a","algorithm":"md5","digest":"00"}]}}""")]
    [InlineData("payload.predicate.resources[0].digest", """{"predicate":{"serialization":{"method":"files"},"resources":[{"name":"a","algorithm":"sha256","digest":"AB"}]}}""")]
    public void A_statement_that_is_rightly_signed_and_none_of_the_form_is_refused(string place, string changes)
    {
        JsonObject statement = JsonNode.Parse(Payload(ModelSignature.Sign(_folder, Key)))!.AsObject();
        foreach ((string name, JsonNode? value) in JsonNode.Parse(changes)!.AsObject())
        {
            statement[name] = value?.DeepClone();
        }

        FormatException error = Assert.ThrowsAny<FormatException>(() => ModelSignature.Verify(_folder, SignPayload(statement.ToJsonString()), Key));
        Assert.StartsWith(place + ":", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_twice_out_of_order_or_outside_is_refused()
    {
        string payload = Encoding.UTF8.GetString(Payload(ModelSignature.Sign(_folder, Key)));
        Assert.Contains("rising order", Error(SignPayload(payload.Replace("weights.bin", "aaa.bin", StringComparison.Ordinal))), StringComparison.Ordinal);
        Assert.Contains("rising order", Error(SignPayload(payload.Replace("weights.bin", "sub/adapter.bin", StringComparison.Ordinal))), StringComparison.Ordinal);
        Assert.Contains("is no JSON", Error(SignPayload(payload.Replace("\"predicateType\"", "\"_type\"", StringComparison.Ordinal))), StringComparison.Ordinal);
        Assert.Contains("is no JSON", Error(SignPayload(new string('[', 100))), StringComparison.Ordinal);
        // Names that lead out of the folder are names of no file in it.
        Write("../outside.bin", "outside");
        try
        {
            foreach (string name in new[] { "weights/../../outside.bin", "weights.bin/", "weights\\\\x", "weights.bin/." })
            {
                string resource = payload.Replace("weights.bin", name, StringComparison.Ordinal);
                string? failure = Fails(SignPayload(resource));
                Assert.NotNull(failure);
            }
        }
        finally
        {
            File.Delete(In("../outside.bin"));
        }
    }

    [Theory]
    [InlineData("signature", "not json")]
    [InlineData("signature.mediaType", """{"mediaType":"application/json"}""")]
    [InlineData("signature.verificationMaterial", """{"verificationMaterial":null}""")]
    [InlineData("verificationMaterial", """{"verificationMaterial":{"certificate":{}}}""")]
    [InlineData("verificationMaterial.publicKey", """{"verificationMaterial":{}}""")]
    [InlineData("signature.dsseEnvelope", """{"dsseEnvelope":1}""")]
    [InlineData("dsseEnvelope.payloadType", """{"dsseEnvelope":{"payloadType":"text/plain"}}""")]
    [InlineData("dsseEnvelope.signatures", """{"dsseEnvelope":{"payloadType":"application/vnd.in-toto+json","signatures":[]}}""")]
    [InlineData("dsseEnvelope.payload", """{"dsseEnvelope":{"payloadType":"application/vnd.in-toto+json","signatures":[{"sig":"AA=="}]}}""")]
    [InlineData("dsseEnvelope.payload", """{"dsseEnvelope":{"payloadType":"application/vnd.in-toto+json","payload":"***","signatures":[{"sig":"AA=="}]}}""")]
    public void A_bundle_of_another_form_is_refused_with_its_place(string place, string changes)
    {
        byte[] signature = ModelSignature.Sign(_folder, Key);
        byte[] changed = changes == "not json" ? "not json"u8.ToArray() : Change(signature, bundle =>
        {
            foreach ((string name, JsonNode? value) in JsonNode.Parse(changes)!.AsObject())
            {
                bundle[name] = value?.DeepClone();
            }
        });

        Assert.StartsWith(place + ":", Error(changed), StringComparison.Ordinal);
    }

    [Fact]
    public void Signatures_of_other_forms_and_of_other_bytes_are_not_by_the_key()
    {
        byte[] signature = ModelSignature.Sign(_folder, Key), payload = Payload(signature);
        Rejected("not by this key", WithSignature(payload, SignatureBundle.Encode(payload), DSASignatureFormat.IeeeP1363FixedFieldConcatenation), Key);
        Rejected("not by this key", WithSignature(payload, payload, DSASignatureFormat.Rfc3279DerSequence), Key);
        Rejected("not by this key", WithSignature([.. payload, (byte)' '], SignatureBundle.Encode(payload), DSASignatureFormat.Rfc3279DerSequence), Key);
        Rejected("not by this key", Change(signature, bundle => bundle["dsseEnvelope"]!["signatures"]![0]!["sig"] = string.Empty), Key);
        // The alphabet for addresses is as good as the standard one.
        Assert.True(ModelSignature.Verify(_folder, Change(signature, bundle =>
        {
            JsonNode envelope = bundle["dsseEnvelope"]!;
            envelope["payload"] = ((string)envelope["payload"]!).Replace('+', '-').Replace('/', '_');
        }), Key).Holds);
    }

    [Fact]
    public void Parts_of_files_must_cover_them_without_a_gap()
    {
        Directory.Delete(_folder, recursive: true);
        Directory.CreateDirectory(_folder);
        Write("a.bin", "0123456789");
        Assert.Null(Fails(Shards(("a.bin:0:4", "0123"), ("a.bin:4:10", "456789"))));
        Assert.Contains("longer than what was signed", Fails(Shards(("a.bin:0:4", "0123"))), StringComparison.Ordinal);
        Assert.Contains("does not go on", Fails(Shards(("a.bin:0:4", "0123"), ("a.bin:5:10", "56789"))), StringComparison.Ordinal);
        Assert.Contains("does not go on", Fails(Shards(("a.bin:0:4", "0123"), ("a.bin:0:4", "0123"), ("a.bin:4:10", "456789"))), StringComparison.Ordinal);
        Assert.Contains("not the part", Fails(Shards(("a.bin:0:4", "0123"), ("a.bin:4:11", "456789"))), StringComparison.Ordinal);
        Assert.Contains("not the part", Fails(Shards(("a.bin:0:4", "0124"), ("a.bin:4:10", "456789"))), StringComparison.Ordinal);
        Assert.Contains("expected the name of a part", Fails(Shards(("a.bin", "0123456789"))), StringComparison.Ordinal);
        Assert.Contains("not there", Fails(Shards(("b.bin:0:4", "0123"))), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("v0.3.1", "signme-1", ".")]
    [InlineData("v1.0.1", "", "signme-1,signme-2")]
    [InlineData("v1.1.0", "", "signme-1,signme-2")]
    public void Signatures_of_the_reference_implementation_verify(string version, string file, string covered)
    {
        string fixtures = Path.Combine(AppContext.BaseDirectory, "fixtures", "model-signing");
        using ECDsa key = SigningKey.Read(File.ReadAllText(Path.Combine(fixtures, "public.pem")), "public.pem");
        string model = Path.Combine(fixtures, "model", file);
        byte[] bundle = File.ReadAllBytes(Path.Combine(fixtures, version + ".sig"));

        SignatureVerdict verdict = ModelSignature.Verify(model, bundle, key);

        Assert.True(verdict.Holds, verdict.Failure);
        Assert.Equal(covered.Split(','), verdict.Files);
        Assert.Contains("by", ModelSignature.Verify(model, bundle, Key).Failure, StringComparison.Ordinal);
    }

    [Fact]
    public void Keys_of_other_kinds_are_refused()
    {
        using var rsa = RSA.Create(1024);
        using ECDsa odd = ECDsa.Create(ECCurve.NamedCurves.brainpoolP256r1);
        using ECDsa encrypted = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        string locked = encrypted.ExportEncryptedPkcs8PrivateKeyPem("secret", new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1000));
        foreach (string pem in new[] { "nothing", rsa.ExportRSAPublicKeyPem(), odd.ExportSubjectPublicKeyInfoPem() })
        {
            Assert.StartsWith("k.pem: holds no ECDSA key", Assert.Throws<FormatException>(() => SigningKey.Read(pem, "k.pem")).Message, StringComparison.Ordinal);
        }

        Assert.StartsWith("k.pem: the key is encrypted", Assert.Throws<FormatException>(() => SigningKey.Read(locked, "k.pem")).Message, StringComparison.Ordinal);
        using ECDsa withText = SigningKey.Read("Public-Key: (256 bit)\n" + Key.ExportSubjectPublicKeyInfoPem(), "k.pem");
        Assert.Equal(SigningKey.HintOf(Key), SigningKey.HintOf(withText));
    }

    [Fact]
    public void No_change_of_a_byte_is_accepted_as_something_else()
    {
        byte[] signature = ModelSignature.Sign(_folder, Key);
        byte[] payload = Payload(signature), der = Convert.FromBase64String((string)JsonNode.Parse(signature)!["dsseEnvelope"]!["signatures"]![0]!["sig"]!);
        Gen.Select(Gen.Int[0, signature.Length - 1], Gen.Byte).Sample(
            (at, value) =>
            {
                byte[] changed = [.. signature];
                changed[at] = value;
                try
                {
                    SignatureVerdict verdict = ModelSignature.Verify(_folder, changed, Key);
                    // White space, or a field that nothing rests on: what is signed is the same.
                    return !verdict.Holds || Payload(changed).AsSpan().SequenceEqual(payload);
                }
                catch (FormatException)
                {
                    return true;
                }
            },
            iter: 2000, threads: 1);
        Assert.NotEmpty(der);
    }

    private string In(string name) => Path.Combine(_folder, name);

    private string Write(string name, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(In(name))!);
        File.WriteAllText(In(name), text);
        return name;
    }

    private void Tampered(string reason, Action change, byte[] signature)
    {
        string copy = Directory.CreateTempSubdirectory("kept").FullName;
        Copy(_folder, copy);
        change();
        Rejected(reason, signature, Key);
        Directory.Delete(_folder, recursive: true);
        Directory.Move(copy, _folder);
        Assert.True(ModelSignature.Verify(_folder, signature, Key).Holds);
    }

    private void Tampered(string reason, Func<object> change, byte[] signature) => Tampered(reason, () => { change(); }, signature);

    private static void Copy(string from, string to)
    {
        foreach (string file in Directory.GetFiles(from, "*", SearchOption.AllDirectories))
        {
            string target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }

    private void Rejected(string reason, byte[] signature, ECDsa key, string? signatureFile = null)
    {
        SignatureVerdict verdict = ModelSignature.Verify(_folder, signature, key, signature: signatureFile);
        Assert.False(verdict.Holds);
        Assert.Empty(verdict.Files);
        Assert.Contains(reason, verdict.Failure, StringComparison.Ordinal);
    }

    private string Error(byte[] signature) => Assert.ThrowsAny<FormatException>(() => ModelSignature.Verify(_folder, signature, Key)).Message;

    private string? Fails(byte[] signature) => ModelSignature.Verify(_folder, signature, Key).Failure;

    private static byte[] Payload(byte[] signature) => Convert.FromBase64String(((string)JsonNode.Parse(signature)!["dsseEnvelope"]!["payload"]!).Replace('-', '+').Replace('_', '/'));

    private static byte[] Change(byte[] signature, Action<JsonObject> change)
    {
        JsonObject bundle = JsonNode.Parse(signature)!.AsObject();
        change(bundle);
        return Encoding.UTF8.GetBytes(bundle.ToJsonString());
    }

    private static byte[] SignPayload(string payload)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(payload);
        return WithSignature(bytes, SignatureBundle.Encode(bytes), DSASignatureFormat.Rfc3279DerSequence);
    }

    private static byte[] WithSignature(byte[] payload, byte[] signed, DSASignatureFormat format) =>
        new SignatureBundle(payload, Key.SignData(signed, HashAlgorithmName.SHA256, format), SigningKey.HintOf(Key)).ToBytes();

    private static byte[] Shards(params (string Name, string Text)[] parts)
    {
        string[] digests = [.. parts.Select(part => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(part.Text))))];
        string root = Convert.ToHexStringLower(SHA256.HashData([.. digests.SelectMany(Convert.FromHexString)]));
        return SignPayload(JsonSerializer.Serialize(new Dictionary<string, object>
        {
            ["_type"] = "https://in-toto.io/Statement/v1",
            ["subject"] = new[] { new { name = "m", digest = new { sha256 = root } } },
            ["predicateType"] = "https://model_signing/signature/v1.0",
            ["predicate"] = new
            {
                serialization = new { method = "shards", hash_type = "sha256", shard_size = 4 },
                resources = parts.Select((part, index) => new { name = part.Name, algorithm = "sha256", digest = digests[index] }),
            },
        }));
    }
}
