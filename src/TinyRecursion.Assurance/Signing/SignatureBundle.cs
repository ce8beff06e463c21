using System.Globalization;
using System.Text;
using System.Text.Json;
using TinyRecursion.IO;

namespace TinyRecursion.Assurance.Signing;

/// <summary>A signature as a file: a Sigstore bundle (v0.3) of the key method around a DSSE envelope.</summary>
/// <param name="Payload">The statement's bytes, as they were signed.</param>
/// <param name="Signature">The signature, DER.</param>
/// <param name="Hint">The name of the key (<see cref="SigningKey.HintOf"/>); null in bundles from before Model Signing 1.1.</param>
internal sealed record SignatureBundle(byte[] Payload, byte[] Signature, string? Hint)
{
    private const string MediaType = "application/vnd.dev.sigstore.bundle.v0.3+json", PayloadType = "application/vnd.in-toto+json";
    private const string Material = "verificationMaterial", Envelope = "dsseEnvelope";

    /// <summary>Most bytes of a bundle.</summary>
    public const int MostBytes = 256 << 20;

    /// <summary>Bundles as something to write.</summary>
    public static OutputKind FileKind { get; } = new("a signature", path => Read(File.ReadAllBytes(path)) is not null);

    /// <summary>What is signed: the pre-authentication encoding of DSSE v1 over the payload with its type.</summary>
    public static byte[] Encode(ReadOnlySpan<byte> payload) =>
        [.. Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"DSSEv1 {PayloadType.Length} {PayloadType} {payload.Length} ")), .. payload];

    /// <summary>Reads a bundle.</summary>
    /// <param name="json">The file.</param>
    /// <exception cref="SignatureFormatException">It is no bundle of the key method; the message names the place.</exception>
    public static SignatureBundle Read(ReadOnlyMemory<byte> json)
    {
        using JsonDocument document = SignatureJson.Parse(json, "signature");
        JsonElement root = document.RootElement;
        SignatureJson.RequireText(root, "mediaType", MediaType, "signature");
        JsonElement material = SignatureJson.Object(root, Material, "signature");
        if (material.TryGetProperty("certificate", out _) || material.TryGetProperty("x509CertificateChain", out _))
        {
            throw new SignatureFormatException(Material, "the signature is one by a certificate, and only those by a key are verified");
        }

        JsonElement key = SignatureJson.Object(material, "publicKey", Material);
        JsonElement envelope = SignatureJson.Object(root, Envelope, "signature");
        SignatureJson.RequireText(envelope, "payloadType", PayloadType, Envelope);
        JsonElement[] signatures = SignatureJson.List(envelope, "signatures", Envelope, most: 1);
        return new SignatureBundle(
            Bytes(envelope, "payload", Envelope), Bytes(signatures[0], "sig", Envelope + ".signatures[0]"),
            key.TryGetProperty("hint", out _) ? SignatureJson.Text(key, "hint", Material + ".publicKey") : null);
    }

    /// <summary>Writes the bundle.</summary>
    public byte[] ToBytes()
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            json.WriteString("mediaType", MediaType);
            json.WriteStartObject(Material);
            json.WriteStartObject("publicKey");
            json.WriteString("hint", Hint);
            json.WriteEndObject();
            json.WriteStartArray("tlogEntries");
            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteStartObject(Envelope);
            json.WriteBase64String("payload", Payload);
            json.WriteString("payloadType", PayloadType);
            json.WriteStartArray("signatures");
            json.WriteStartObject();
            json.WriteBase64String("sig", Signature);
            json.WriteString("keyid", string.Empty);
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return stream.ToArray();
    }

    // The standard alphabet, or the one for addresses.
    private static byte[] Bytes(JsonElement parent, string name, string place)
    {
        try
        {
            return Convert.FromBase64String(SignatureJson.Text(parent, name, place).Replace('-', '+').Replace('_', '/'));
        }
        catch (FormatException error) when (error is not SignatureFormatException)
        {
            throw new SignatureFormatException($"{place}.{name}", "is no base64");
        }
    }
}
