using System.Security.Cryptography;
using System.Text;
using TinyRecursion.Tasks.Custom;

namespace TinyRecursion.Cli.Custom;

/// <summary>Instances from files.</summary>
internal static class CustomData
{
    /// <summary>Reads a file, or standard input for <c>-</c>.</summary>
    /// <param name="file">Path or <c>-</c>.</param>
    /// <param name="limit">Most instances to read; what follows is not looked at.</param>
    public static IReadOnlyList<CustomInstance> Read(string file, int limit)
    {
        if (file == "-")
        {
            return CustomFile.Read(Console.In, "standard input").Take(limit).ToList();
        }

        using var reader = new StreamReader(file);
        return CustomFile.Read(reader, file).Take(limit).ToList();
    }

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
