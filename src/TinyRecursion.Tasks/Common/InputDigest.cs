using System.Security.Cryptography;
using TinyRecursion.IO;

namespace TinyRecursion.Tasks.Common;

/// <summary>Names input files by their contents.</summary>
internal static class InputDigest
{
    /// <summary>The SHA-256 digest of files, one after the other, in hexadecimal digits; null where one is standard input or a pipe, which can be read once.</summary>
    public static string? Of(IEnumerable<string> files)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] buffer = new byte[1 << 16];
        foreach (string file in files)
        {
            if (file == "-" || FileIdentity.Of(file) is { IsRegular: false })
            {
                return null;
            }

            using FileStream stream = File.OpenRead(file);
            for (int read = stream.Read(buffer); read > 0; read = stream.Read(buffer))
            {
                hash.AppendData(buffer, 0, read);
            }
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
