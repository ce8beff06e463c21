using System.Text;
using TinyRecursion.IO;

namespace TinyRecursion.Edge;

/// <summary>A program in C99, as text, with its sizes. The same model and options give the same bytes.</summary>
/// <param name="Name">What its files are named after.</param>
/// <param name="Files">File names and texts: source, header and a main function.</param>
/// <param name="Cells">Most cells of an instance.</param>
/// <param name="ConstantBytes">Bytes of weights and tables, which lie in read-only memory.</param>
/// <param name="CodeBytes">Bytes that the code is estimated to take besides, compiled for the size of a Cortex-M4; rather too many than too few.</param>
/// <param name="RamBytes">Bytes of all static buffers together.</param>
public sealed record EdgeProgram(
    string Name, IReadOnlyList<KeyValuePair<string, string>> Files, int Cells, int ConstantBytes, int CodeBytes, int RamBytes)
{
    /// <summary>Bytes of stack that suffice: more than a rule of all operations was measured to take on a Cortex-M4, compiled for size.</summary>
    public const int StackBytes = 512;

    /// <summary>The first line of every file of a program, by which it is told from files of others.</summary>
    private const string Mark = "/* Exported by TinyRecursion, see docs/edge.md. */\n";

    /// <summary>The kind of the files: one of them replaces only another one.</summary>
    internal static OutputKind FileKind { get; } = OutputKind.Beginning("a file of an exported program", "/* Exported by TinyRecursion");

    /// <summary>Writes the files to a folder, which is made if need be; each in one step.</summary>
    /// <param name="folder">The folder.</param>
    /// <exception cref="IOException">One cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">One may not be written.</exception>
    public void Write(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        Directory.CreateDirectory(folder);
        foreach ((string file, string text) in Files)
        {
            AtomicFile.Write(Path.Combine(folder, file), stream => stream.Write(Encoding.UTF8.GetBytes(Mark + text)));
        }
    }
}
