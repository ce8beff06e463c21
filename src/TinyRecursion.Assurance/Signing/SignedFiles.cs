using System.Security.Cryptography;
using System.Text;
using TinyRecursion.IO;

namespace TinyRecursion.Assurance.Signing;

/// <summary>The files of a model as a signature covers them: a file alone under its name, of a folder all files in it.</summary>
internal sealed class SignedFiles
{
    private static readonly string[] AlwaysIgnored = [".git", ".gitattributes", ".github", ".gitignore"];

    private readonly SortedDictionary<string, string> _paths = new(Comparer<string>.Create(Compare));

    private SignedFiles(bool isOneFile) => IsOneFile = isOneFile;

    /// <summary>Whether what is signed is a file, not a folder.</summary>
    public bool IsOneFile { get; }

    /// <summary>The names, in the order of their code points.</summary>
    public IEnumerable<string> Names => _paths.Keys;

    /// <summary>Lists the files.</summary>
    /// <param name="path">A file or a folder.</param>
    /// <param name="ignored">Relative paths that are left out, and what is in them.</param>
    /// <param name="signature">The file of the signature, which may lie within; null for none.</param>
    /// <param name="allowsLinks">Whether symbolic links are followed.</param>
    /// <exception cref="IOException">There is no such file, or one is a link, a device, a pipe or a socket.</exception>
    public static SignedFiles List(string path, IEnumerable<string> ignored, string? signature, bool allowsLinks)
    {
        bool isFolder = Directory.Exists(path);
        var files = new SignedFiles(!isFolder);
        if (!isFolder)
        {
            Require(path, path, allowsLinks);
            files._paths.Add(Path.GetFileName(Path.GetFullPath(path)), path);
            return files;
        }

        HashSet<string> leftOut = [.. AlwaysIgnored, .. ignored];
        string? own = signature is null ? null : Path.GetFullPath(signature);
        files.Add(path, string.Empty, leftOut, own, allowsLinks, [RealPath(path)]);
        return files;
    }

    /// <summary>The order of names: that of their code points, which is that of their bytes in UTF-8.</summary>
    public static int Compare(string? one, string? other) => Encoding.UTF8.GetBytes(one!).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(other!));

    /// <summary>The length of a file.</summary>
    public long LengthOf(string name) => new FileInfo(_paths[name]).Length;

    /// <summary>Whether there is such a file.</summary>
    public bool Has(string name) => _paths.ContainsKey(name);

    /// <summary>The digest of a file, or of a part of it.</summary>
    /// <param name="name">The name.</param>
    /// <param name="start">The first byte.</param>
    /// <param name="end">The byte behind the last; null for the end of the file.</param>
    public string DigestOf(string name, long start = 0, long? end = null)
    {
        using FileStream stream = RegularFile.OpenRead(_paths[name]);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        stream.Position = start;
        byte[] buffer = new byte[1 << 16];
        long left = (end ?? long.MaxValue) - start;
        for (int read; left > 0 && (read = stream.Read(buffer, 0, (int)Math.Min(buffer.Length, left))) > 0; left -= read)
        {
            hash.AppendData(buffer, 0, read);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static string RealPath(string path) =>
        (new DirectoryInfo(path).ResolveLinkTarget(returnFinalTarget: true) as DirectoryInfo)?.FullName ?? Path.GetFullPath(path);

    private static void Require(string path, string name, bool allowsLinks)
    {
        if (!allowsLinks && new FileInfo(path).LinkTarget is not null)
        {
            throw new IOException($"{MessageLine.Of(name)}: is a symbolic link, which a signature does not cover unless that is allowed");
        }

        if (!File.Exists(path))
        {
            throw new FileNotFoundException($"{MessageLine.Of(name)}: there is no such file");
        }

        AtomicFile.RequireRegular(name, path);
    }

    private void Add(string folder, string prefix, HashSet<string> ignored, string? signature, bool allowsLinks, string[] above)
    {
        foreach (FileSystemInfo entry in new DirectoryInfo(folder).EnumerateFileSystemInfos())
        {
            string name = prefix + entry.Name;
            if (ignored.Contains(name) || entry.FullName == signature)
            {
                continue;
            }

            if (entry is not DirectoryInfo)
            {
                Require(entry.FullName, name, allowsLinks);
                _paths.Add(name, entry.FullName);
                continue;
            }

            if (!allowsLinks && entry.LinkTarget is not null)
            {
                throw new IOException($"{MessageLine.Of(name)}: is a symbolic link, which a signature does not cover unless that is allowed");
            }

            string real = RealPath(entry.FullName);
            if (above.Contains(real))
            {
                throw new IOException($"{MessageLine.Of(name)}: is a link to a folder that it lies in");
            }

            Add(entry.FullName, name + "/", ignored, signature, allowsLinks, [.. above, real]);
        }
    }
}
