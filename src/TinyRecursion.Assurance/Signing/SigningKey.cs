using System.Security.Cryptography;
using System.Text;

namespace TinyRecursion.Assurance.Signing;

/// <summary>What the specification says of keys: three curves, each with its hash, signatures in DER.</summary>
internal static class SigningKey
{
    private const DSASignatureFormat Format = DSASignatureFormat.Rfc3279DerSequence;

    /// <summary>Reads a key from PEM.</summary>
    /// <param name="pem">The text; what stands before and behind the block is passed over.</param>
    /// <param name="source">Its file, for the message.</param>
    /// <exception cref="FormatException">It holds no such key, or an encrypted one.</exception>
    public static ECDsa Read(string pem, string source)
    {
        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(pem);
            HashOf(key);
            return key;
        }
        catch (Exception error) when (error is ArgumentException or CryptographicException or NotSupportedException)
        {
            key.Dispose();
            throw new FormatException(pem.Contains("ENCRYPTED", StringComparison.Ordinal)
                ? $"{source}: the key is encrypted: give a key that 'openssl pkey' has decrypted"
                : $"{source}: holds no ECDSA key on P-256, P-384 or P-521 in PEM, as 'openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-384' makes one", error);
        }
    }

    /// <summary>Signs.</summary>
    /// <exception cref="CryptographicException">The key is not a private one.</exception>
    public static byte[] Sign(ECDsa key, ReadOnlySpan<byte> data) => key.SignData(data, HashOf(key), Format);

    /// <summary>Verifies; a signature that is no DER is not valid.</summary>
    public static bool Verify(ECDsa key, ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature) => key.VerifyData(data, signature, HashOf(key), Format);

    /// <summary>The name by which a signature hints at its key: SHA-256 of the PEM text of the public key, hexadecimal.</summary>
    public static string HintOf(ECDsa key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(key.ExportSubjectPublicKeyInfoPem() + "\n")));

    private static HashAlgorithmName HashOf(ECDsa key) => key.ExportParameters(includePrivateParameters: false).Curve.Oid.Value switch
    {
        "1.2.840.10045.3.1.7" => HashAlgorithmName.SHA256,
        "1.3.132.0.34" => HashAlgorithmName.SHA384,
        "1.3.132.0.35" => HashAlgorithmName.SHA512,
        _ => throw new NotSupportedException("Expected a key on P-256, P-384 or P-521."),
    };
}
