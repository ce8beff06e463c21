using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using TinyRecursion.Models;

namespace TinyRecursion.Training.Supervision;

/// <summary>A SHA-256 digest of everything that a safetensors file holds.</summary>
internal static class ContentDigest
{
    /// <summary>The metadata entry that holds the digest and is left out of it.</summary>
    public const string Key = "digest";

    /// <summary>Computes the digest.</summary>
    /// <param name="tensors">The tensors, in the order of the file.</param>
    /// <param name="metadata">The metadata.</param>
    public static string Of(IReadOnlyList<Tensor> tensors, IReadOnlyDictionary<string, string> metadata)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach ((string key, string value) in metadata.Where(pair => pair.Key != Key).OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            Append(hash, key);
            Append(hash, value);
        }

        foreach (Tensor tensor in tensors)
        {
            Append(hash, tensor.Name);
            Append(hash, (long)tensor.Type);
            Append(hash, tensor.Shape.Length);
            foreach (long size in tensor.Shape)
            {
                Append(hash, size);
            }

            hash.AppendData(tensor.Data.Span);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static void Append(IncrementalHash hash, string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        Append(hash, bytes.Length);
        hash.AppendData(bytes);
    }

    private static void Append(IncrementalHash hash, long number)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, number);
        hash.AppendData(bytes);
    }
}
