using System.Security.Cryptography;
using System.Text;
using TinyRecursion.Cli.Common;
using TinyRecursion.Tasks.Custom;

namespace TinyRecursion.Cli.Custom;

/// <summary>Instances from files.</summary>
internal static class CustomData
{
    /// <summary>Reads a file, or standard input for <c>-</c>.</summary>
    /// <param name="file">Path or <c>-</c>.</param>
    /// <param name="limit">Most instances to read; what follows is not looked at.</param>
    public static IReadOnlyList<CustomInstance> Read(string file, int limit) => InputText.Read(file, limit, (reader, name) => CustomFile.Read(reader, name));

    /// <summary>Names instances with a digest of them.</summary>
    public static string Identity(IReadOnlyList<CustomInstance> instances)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (CustomInstance instance in instances)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(CustomFile.ToLine(instance)));
        }

        return $"custom, {instances.Count} instances, sha256 {Convert.ToHexStringLower(hash.GetHashAndReset())[..16]}";
    }
}
