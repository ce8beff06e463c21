using System.Globalization;
using System.Security.Cryptography;
using TinyRecursion.IO;

namespace TinyRecursion.Assurance.Signing;

/// <summary>
/// Signatures of models, and of any other files, by a key, as OpenSSF Model Signing v1.0 has them: an in-toto statement with the SHA-256 digest of
/// every file, in a DSSE envelope, in a Sigstore bundle. ECDSA on P-256, P-384 or P-521 from the platform's library. Safe to call from several threads.
/// </summary>
/// <example><code>
/// byte[] signature = ModelSignature.Sign("model", privateKey);
/// SignatureVerdict verdict = ModelSignature.Verify("model", signature, publicKey);
/// </code></example>
public static class ModelSignature
{
    /// <summary>Signs a file, or all files of a folder.</summary>
    /// <param name="path">The file or folder.</param>
    /// <param name="key">A private key.</param>
    /// <param name="ignored">
    /// Files and folders of a folder that are left out: relative paths with <c>/</c>, byte for byte, no patterns. Besides these <c>.git</c>,
    /// <c>.gitignore</c>, <c>.gitattributes</c> and <c>.github</c> at the root are. Null for nothing more.
    /// </param>
    /// <param name="followsLinks">Whether symbolic links are followed; otherwise one is an error.</param>
    /// <param name="signature">Where the signature will lie, which it does not cover; null for outside.</param>
    /// <returns>The bundle, JSON. Signatures of the same files differ, their payloads do not.</returns>
    /// <exception cref="IOException">There is no file to sign, or one is a link, a device, a pipe or a socket.</exception>
    /// <exception cref="CryptographicException">The key is not a private one, or of another kind.</exception>
    public static byte[] Sign(string path, ECDsa key, IReadOnlyList<string>? ignored = null, bool followsLinks = false, string? signature = null) =>
        Sign(path, key, new SigningOptions { IgnoredPaths = ignored ?? [], AllowsSymbolicLinks = followsLinks }, signature);

    /// <inheritdoc cref="Sign(string, ECDsa, IReadOnlyList{string}, bool, string)"/>
    internal static byte[] Sign(string path, ECDsa key, SigningOptions options, string? signature)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(key);
        SignedFiles files = SignedFiles.List(path, options.IgnoredPaths, signature, options.AllowsSymbolicLinks);
        SignedResource[] resources = [.. files.Names.Select(name => new SignedResource(name, files.DigestOf(name)))];
        if (resources.Length == 0)
        {
            throw new IOException($"{path}: holds no file to sign");
        }

        var statement = new SignedStatement(Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path))), resources)
        {
            IgnoredPaths = options.IgnoredPaths,
            AllowsSymbolicLinks = options.AllowsSymbolicLinks,
        };
        byte[] payload = statement.ToBytes();
        return new SignatureBundle(payload, SigningKey.Sign(key, SignatureBundle.Encode(payload)), SigningKey.HintOf(key)).ToBytes();
    }

    /// <summary>Verifies that a file, or the files of a folder, are those that the holder of a key signed.</summary>
    /// <param name="path">The file or folder.</param>
    /// <param name="bundle">The signature's bytes.</param>
    /// <param name="key">The public key that is trusted; that of the signature itself is not.</param>
    /// <param name="ignored">What may be left out besides what the signature says; null for nothing more.</param>
    /// <param name="followsLinks">Whether symbolic links are followed although the signer did not.</param>
    /// <param name="ignoresUnsigned">Whether files that are not signed are passed over; otherwise one is an error.</param>
    /// <param name="signature">Where the signature lies, which it does not cover; null for outside.</param>
    /// <exception cref="FormatException">The bytes are no signature by a key; the message names the place.</exception>
    /// <exception cref="IOException">A file cannot be read, or is a link, a device, a pipe or a socket.</exception>
    public static SignatureVerdict Verify(
        string path, ReadOnlyMemory<byte> bundle, ECDsa key, IReadOnlyList<string>? ignored = null, bool followsLinks = false, bool ignoresUnsigned = false,
        string? signature = null) => Verify(
        path, bundle, key, new SigningOptions { IgnoredPaths = ignored ?? [], AllowsSymbolicLinks = followsLinks, IgnoresUnsignedFiles = ignoresUnsigned }, signature);

    /// <inheritdoc cref="Verify(string, ReadOnlyMemory{byte}, ECDsa, IReadOnlyList{string}, bool, bool, string)"/>
    internal static SignatureVerdict Verify(string path, ReadOnlyMemory<byte> bundle, ECDsa key, SigningOptions options, string? signature)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(key);
        SignatureBundle read = SignatureBundle.Read(bundle);
        if (read.Hint is { } hint && hint != SigningKey.HintOf(key))
        {
            return Rejected("it is by another key: the key that it hints at is not the one that is trusted");
        }

        if (!SigningKey.Verify(key, SignatureBundle.Encode(read.Payload), read.Signature))
        {
            return Rejected("the signature is not by this key, or of something else");
        }

        SignedStatement statement = SignedStatement.Read(read.Payload);
        SignedFiles files = SignedFiles.List(
            path, options.IgnoredPaths.Concat(statement.IgnoredPaths), signature, options.AllowsSymbolicLinks || statement.AllowsSymbolicLinks);
        string? failure = statement.IsSharded ? CheckShards(statement, files, options) : CheckFiles(statement, files, options);
        return failure is null ? new SignatureVerdict(null, [.. statement.Resources.Select(resource => resource.Name)]) : Rejected(failure);
    }

    private static SignatureVerdict Rejected(string failure) => new(MessageLine.Of(failure), []);

    private static string? CheckFiles(SignedStatement statement, SignedFiles files, SigningOptions options)
    {
        // A file alone goes by its name, in older signatures by a point.
        string? alone = files.IsOneFile ? files.Names.Single() : null;
        if (alone is not null && !(statement.Resources is [{ Name: var only }] && (only == alone || only == ".")))
        {
            return $"{alone}: is a file, and what is signed is not a file of this name";
        }

        foreach (SignedResource resource in statement.Resources)
        {
            string name = alone ?? resource.Name;
            if (!files.Has(name))
            {
                return $"{resource.Name}: is signed, and not there";
            }

            if (files.DigestOf(name) != resource.Digest)
            {
                return $"{resource.Name}: is not the file that was signed";
            }
        }

        return Unsigned(files, options, [.. statement.Resources.Select(resource => alone ?? resource.Name)]);
    }

    private static string? CheckShards(SignedStatement statement, SignedFiles files, SigningOptions options)
    {
        var ends = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (SignedResource resource in statement.Resources)
        {
            if (Shard(resource.Name) is not { } shard)
            {
                return $"{resource.Name}: expected the name of a part, as path:start:end";
            }

            if (shard.Start != ends.GetValueOrDefault(shard.Name))
            {
                return $"{resource.Name}: does not go on where the part before it ends";
            }

            if (!files.Has(shard.Name))
            {
                return $"{shard.Name}: is signed, and not there";
            }

            if (shard.End > files.LengthOf(shard.Name) || files.DigestOf(shard.Name, shard.Start, shard.End) != resource.Digest)
            {
                return $"{resource.Name}: is not the part that was signed";
            }

            ends[shard.Name] = shard.End;
        }

        return ends.FirstOrDefault(end => files.LengthOf(end.Key) != end.Value).Key is { } longer ? $"{longer}: is longer than what was signed"
            : Unsigned(files, options, ends.Keys.Concat(files.Names.Where(name => files.LengthOf(name) == 0)).ToHashSet());
    }

    private static string? Unsigned(SignedFiles files, SigningOptions options, HashSet<string> signed) =>
        !options.IgnoresUnsignedFiles && files.Names.FirstOrDefault(name => !signed.Contains(name)) is { } extra ? $"{extra}: is not signed" : null;

    private static (string Name, long Start, long End)? Shard(string name)
    {
        string[] parts = name.Split(':');
        return parts.Length >= 3 && Number(parts[^2]) is { } start && Number(parts[^1]) is { } end && start < end
            ? (string.Join(':', parts[..^2]), start, end)
            : null;
    }

    private static long? Number(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? number : null;
}
