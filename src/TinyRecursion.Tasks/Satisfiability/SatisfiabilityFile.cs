using System.Text;
using TinyRecursion.Tasks.Common;
using TinyRecursion.Tasks.Reading;

namespace TinyRecursion.Tasks.Satisfiability;

/// <summary>
/// Reads files of formulas in either form: DIMACS CNF with one formula (<see cref="DimacsFile"/>), or a formula a line
/// (<see cref="SatisfiabilityLine"/>), with the comments of <see cref="TextLines"/>. The first line with content tells which.
/// </summary>
internal static class SatisfiabilityFile
{
    /// <summary>The longest line that is read of files with a formula a line: some 300,000 clauses.</summary>
    public const int MaximumLineLength = 1 << 22;

    /// <summary>Reads formulas as they are asked for.</summary>
    /// <param name="reader">The text.</param>
    /// <param name="name">The name that errors give, and the formula's of a DIMACS file.</param>
    /// <exception cref="InstanceFormatException">It cannot be read, or holds no formula.</exception>
    public static IEnumerable<CnfInstance> Read(TextReader reader, string name)
    {
        return new InstanceSequence<CnfInstance>(name, "formula", () => Open(reader, name));
    }

    private static Func<CnfInstance?> Open(TextReader reader, string name)
    {
        string head = ReadHead(reader);
        var whole = new ReplayReader(head, reader);
        string first = head.TrimStart('\uFEFF').Split('\n').FirstOrDefault(line => !string.IsNullOrWhiteSpace(line))?.Trim() ?? string.Empty;
        if (!first.StartsWith('#') && !SatisfiabilityLine.Fits(first))
        {
            bool read = false;
            return () => !read && (read = true)
                ? new CnfInstance(Path.GetFileName(name).Replace(' ', '_'), DimacsFile.Read(whole, name), null, null, 1)
                : null;
        }

        var lines = new TextLines(whole, name, MaximumLineLength);
        return () => lines.NextFilled() is { } line ? SatisfiabilityLine.Parse(line, name, lines.Line) : null;
    }

    /// <summary>Reads up to the end of the first line with content, or as much as tells the form.</summary>
    private static string ReadHead(TextReader reader)
    {
        const int Most = 4096;
        var head = new StringBuilder();
        bool content = false;
        while (head.Length < Most && reader.Read() is int symbol and >= 0)
        {
            head.Append((char)symbol);
            content |= !char.IsWhiteSpace((char)symbol) && symbol != '\uFEFF';
            if (symbol == '\n' && content)
            {
                break;
            }
        }

        return head.ToString();
    }
}
