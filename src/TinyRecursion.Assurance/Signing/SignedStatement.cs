using System.Security.Cryptography;
using System.Text.Json;

namespace TinyRecursion.Assurance.Signing;

/// <summary>What is signed: an in-toto statement (v1) with the predicate of OpenSSF Model Signing v1.0.</summary>
internal sealed class SignedStatement
{
    private const string Type = "https://in-toto.io/Statement/v1", Predicate = "https://model_signing/signature/v1.0", Algorithm = "sha256";
    private const int MostResources = 1_000_000, DigestLength = 64;

    /// <summary>Describes files.</summary>
    /// <param name="subject">The model's name.</param>
    /// <param name="resources">Its files, in the order of their names.</param>
    public SignedStatement(string subject, IReadOnlyList<SignedResource> resources) => (Subject, Resources) = (subject, resources);

    /// <summary>The model's name; nothing rests on it.</summary>
    public string Subject { get; }

    /// <summary>The files or their parts, in the order of their names.</summary>
    public IReadOnlyList<SignedResource> Resources { get; }

    /// <summary>Paths that the signer left out.</summary>
    public IReadOnlyList<string> IgnoredPaths { get; init; } = [];

    /// <summary>Whether the signer followed symbolic links.</summary>
    public bool AllowsSymbolicLinks { get; init; }

    /// <summary>Whether resources are parts of files.</summary>
    public bool IsSharded { get; private init; }

    /// <summary>SHA-256 over the digests of all resources, one after the other.</summary>
    public string RootDigest
    {
        get
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            foreach (SignedResource resource in Resources)
            {
                hash.AppendData(Convert.FromHexString(resource.Digest));
            }

            return Convert.ToHexStringLower(hash.GetHashAndReset());
        }
    }

    /// <summary>Writes the statement as JSON, the same bytes for the same files.</summary>
    public byte[] ToBytes()
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteString("_type", Type);
            json.WriteStartArray("subject");
            json.WriteStartObject();
            json.WriteString("name", Subject);
            json.WriteStartObject("digest");
            json.WriteString(Algorithm, RootDigest);
            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteString("predicateType", Predicate);
            json.WriteStartObject("predicate");
            json.WriteStartObject("serialization");
            json.WriteString("method", "files");
            json.WriteString("hash_type", Algorithm);
            json.WriteBoolean("allow_symlinks", AllowsSymbolicLinks);
            json.WriteStartArray("ignore_paths");
            foreach (string path in IgnoredPaths)
            {
                json.WriteStringValue(path);
            }

            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteStartArray("resources");
            foreach (SignedResource resource in Resources)
            {
                json.WriteStartObject();
                json.WriteString("name", resource.Name);
                json.WriteString("algorithm", Algorithm);
                json.WriteString("digest", resource.Digest);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return stream.ToArray();
    }

    /// <summary>Reads a statement; everything that a verdict rests on must be there and well formed.</summary>
    /// <param name="json">The JSON, whose signature was verified.</param>
    /// <exception cref="SignatureFormatException">It is no such statement.</exception>
    public static SignedStatement Read(ReadOnlyMemory<byte> json)
    {
        using JsonDocument document = SignatureJson.Parse(json, "payload");
        JsonElement root = document.RootElement;
        SignatureJson.RequireText(root, "_type", Type, "payload");
        SignatureJson.RequireText(root, "predicateType", Predicate, "payload");
        JsonElement[] subjects = SignatureJson.List(root, "subject", "payload", most: 1);
        JsonElement predicate = SignatureJson.Object(root, "predicate", "payload");
        JsonElement serialization = SignatureJson.Object(predicate, "serialization", "payload.predicate");
        string method = SignatureJson.Text(serialization, "method", "payload.predicate.serialization");
        if (method is not ("files" or "shards"))
        {
            throw new SignatureFormatException("payload.predicate.serialization.method", $"expected files or shards, found '{method}'");
        }

        var resources = new List<SignedResource>();
        foreach (JsonElement resource in SignatureJson.List(predicate, "resources", "payload.predicate", MostResources))
        {
            string place = $"payload.predicate.resources[{resources.Count}]";
            SignatureJson.RequireText(resource, "algorithm", Algorithm, place);
            string name = SignatureJson.Text(resource, "name", place), digest = SignatureJson.Text(resource, "digest", place);
            if (!IsDigest(digest))
            {
                throw new SignatureFormatException(place + ".digest", $"expected {DigestLength} hexadecimal digits in lower case");
            }

            if (resources.Count > 0 && SignedFiles.Compare(resources[^1].Name, name) >= 0 && method == "files")
            {
                throw new SignatureFormatException(place + ".name", "expected names in rising order, each once");
            }

            resources.Add(new SignedResource(name, digest));
        }

        var statement = new SignedStatement(SignatureJson.Text(subjects[0], "name", "payload.subject[0]"), resources)
        {
            IsSharded = method == "shards",
            IgnoredPaths = serialization.TryGetProperty("ignore_paths", out _)
                ? [.. SignatureJson.Texts(serialization, "ignore_paths", "payload.predicate.serialization", MostResources)] : [],
            AllowsSymbolicLinks = serialization.TryGetProperty("allow_symlinks", out JsonElement links) && links.ValueKind == JsonValueKind.True,
        };
        JsonElement digests = SignatureJson.Object(subjects[0], "digest", "payload.subject[0]");
        if (SignatureJson.Text(digests, Algorithm, "payload.subject[0].digest") != statement.RootDigest)
        {
            throw new SignatureFormatException("payload.subject[0].digest", "is not the digest of the resources");
        }

        return statement;
    }

    private static bool IsDigest(string text) => text.Length == DigestLength && text.All(char.IsAsciiHexDigitLower);
}
