using System.Text;

namespace TinyRecursion.Tasks.Common;

/// <summary>Files that a program was given to read.</summary>
internal static class InputFile
{
    /// <summary>The ending of a file that is unpacked as it is read.</summary>
    private const string Packed = ".gz";

    /// <summary>Opens a file, unpacked where it is packed by gzip.</summary>
    /// <param name="path">The path.</param>
    /// <exception cref="IOException">There is no such file, or it is packed or encoded otherwise.</exception>
    public static Stream Open(string path)
    {
        Require(path);
        return new InputStream(File.OpenRead(path), path);
    }

    /// <summary>Opens a text file (UTF-8); bytes that are not become U+FFFD, which the readers of instances refuse with their place.</summary>
    /// <param name="path">The path.</param>
    /// <exception cref="IOException">There is no such file.</exception>
    public static StreamReader OpenText(string path) => Text(Open(path));

    /// <summary>Standard input as text, read like a file, whatever the system's encoding.</summary>
    public static StreamReader StandardInput() => Text(new InputStream(Console.OpenStandardInput(), "standard input"));

    /// <summary>Refuses a path that is no file; the system would call a folder "access denied".</summary>
    /// <param name="path">The path.</param>
    /// <exception cref="IOException">There is no such file.</exception>
    public static void Require(string path)
    {
        if (Directory.Exists(path))
        {
            throw new IOException($"{path}: is a folder, not a file");
        }

        if (!File.Exists(path))
        {
            throw new FileNotFoundException($"{path}: there is no such file");
        }
    }

    /// <summary>The files of a folder with one of some endings, packed ones too, and everything else in it, each in the order of their names.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="endings">Endings such as <c>.txt</c>; upper or lower case does not matter.</param>
    public static (IReadOnlyList<string> Read, IReadOnlyList<string> Skipped) List(string folder, IReadOnlyList<string> endings)
    {
        string[] entries = Directory.GetFileSystemEntries(folder);
        Array.Sort(entries, StringComparer.Ordinal);
        return (Array.FindAll(entries, Fits), Array.FindAll(entries, entry => !Fits(entry)));

        bool Fits(string file)
        {
            string name = file.EndsWith(Packed, StringComparison.OrdinalIgnoreCase) ? file[..^Packed.Length] : file;
            return endings.Contains(Path.GetExtension(name), StringComparer.OrdinalIgnoreCase) && !Directory.Exists(file);
        }
    }

    private static StreamReader Text(Stream stream) => new(stream, Encoding.UTF8, detectEncodingFromByteOrderMarks: false);
}
