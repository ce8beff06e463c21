using System.Security.Cryptography;
using System.Text;

namespace TinyRecursion.Tasks.Common;

/// <summary>Names a number of texts by their contents.</summary>
internal static class TextDigest
{
    /// <summary>The first 16 hexadecimal digits of the SHA-256 digest of texts, one after the other.</summary>
    /// <param name="texts">The texts.</param>
    public static string Of(IEnumerable<string> texts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (string text in texts)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(text));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..16];
    }
}
