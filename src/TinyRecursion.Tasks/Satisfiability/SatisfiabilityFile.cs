using System.Text;
using TinyRecursion.Tasks.Common;

namespace TinyRecursion.Tasks.Satisfiability;

/// <summary>
/// Reads files of formulas in either form: DIMACS CNF with one formula (<see cref="DimacsFile"/>), or a formula a line
/// (<see cref="SatisfiabilityLine"/>), where <c>#</c> starts a comment line. The first line with content tells which.
/// </summary>
public static class SatisfiabilityFile
{
    /// <summary>The longest line that is read of files with a formula a line: some 300,000 clauses.</summary>
    public const int MaximumLineLength = 1 << 22;

    /// <summary>Reads all formulas of a text.</summary>
    /// <param name="reader">The text.</param>
    /// <param name="name">The name that errors give, and the formula's of a DIMACS file.</param>
    /// <param name="limit">At most so many formulas.</param>
    /// <exception cref="CnfFormatException">It cannot be read, or holds no formula.</exception>
    public static IReadOnlyList<CnfInstance> Read(TextReader reader, string name, int limit = int.MaxValue)
    {
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentNullException.ThrowIfNull(name);
        string head = ReadHead(reader);
        using var whole = new ReplayReader(head, reader);
        string first = head.TrimStart('\uFEFF').Split('\n').FirstOrDefault(line => !string.IsNullOrWhiteSpace(line))?.Trim() ?? string.Empty;
        if (first.StartsWith('#') || SatisfiabilityLine.Fits(first))
        {
            return ReadLines(whole, name, limit);
        }

        return [new CnfInstance(Path.GetFileName(name).Replace(' ', '_'), DimacsFile.Read(whole, name), null, null, 1)];
    }

    /// <summary>Reads all formulas of a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="limit">At most so many formulas.</param>
    /// <exception cref="CnfFormatException">It cannot be read, or holds no formula.</exception>
    /// <exception cref="IOException">The file cannot be opened or read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public static IReadOnlyList<CnfInstance> ReadAll(string path, int limit = int.MaxValue)
    {
        using var reader = new StreamReader(path, Encoding.UTF8);
        return Read(reader, path, limit);
    }

    private static List<CnfInstance> ReadLines(TextReader reader, string name, int limit)
    {
        var instances = new List<CnfInstance>();
        var buffer = new StringBuilder();
        for (int line = 1; instances.Count < limit && BoundedLine.Read(reader, buffer, MaximumLineLength, out bool tooLong); line++)
        {
            if (tooLong)
            {
                throw new CnfFormatException(name, line, MaximumLineLength + 1, $"the line is longer than {MaximumLineLength} characters");
            }

            string text = buffer.ToString();
            text = line == 1 ? text.TrimStart('\uFEFF') : text;
            if (!string.IsNullOrWhiteSpace(text) && text[0] != '#')
            {
                instances.Add(SatisfiabilityLine.Parse(text, name, line));
            }
        }

        return instances.Count > 0 ? instances : throw new CnfFormatException(name, 0, 0, "holds no formula");
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
