using System.Text;
using TinyRecursion.Tasks.Common;

namespace TinyRecursion.Tasks.Sudoku;

/// <summary>
/// Reads files of Sudokus: one puzzle a line, 16, 81, 256 or 625 characters, <c>.</c> or <c>0</c> for empty, digits and
/// then letters; optionally a second column (after spaces, a tab or a comma) with the solution; further columns are
/// ignored. A header line says otherwise, such as <c>source,question,answer,rating</c>: columns are known by their names,
/// which contain <c>puzzle</c>, <c>quizzes</c> or <c>question</c>, and <c>solution</c> or <c>answer</c>. <c>#</c> starts a
/// comment line; blank lines, a byte-order mark and CRLF line ends do not matter.
/// </summary>
public static class SudokuFile
{
    /// <summary>The longest line that is read; a 25×25 puzzle with its solution takes 1251 characters.</summary>
    public const int MaximumLineLength = 4096;

    /// <summary>Reads puzzles as they are asked for.</summary>
    /// <param name="reader">The text.</param>
    /// <param name="name">The name that errors give.</param>
    /// <exception cref="InstanceFormatException">A line cannot be read, or there is no puzzle at all.</exception>
    public static IEnumerable<SudokuPuzzle> Read(TextReader reader, string name)
    {
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentNullException.ThrowIfNull(name);
        return ReadLines(reader, name);
    }

    /// <summary>Reads a whole file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InstanceFormatException">A line cannot be read, or there is no puzzle at all.</exception>
    /// <exception cref="IOException">The file cannot be opened or read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public static IReadOnlyList<SudokuPuzzle> ReadAll(string path)
    {
        using var reader = new StreamReader(path, Encoding.UTF8);
        return Read(reader, path).ToList();
    }

    private static IEnumerable<SudokuPuzzle> ReadLines(TextReader reader, string name)
    {
        bool any = false;
        SudokuColumns? columns = null;
        foreach ((string text, int line) in TextLines.Read(reader, name, MaximumLineLength))
        {
            if (columns is null)
            {
                columns = SudokuColumns.FromHeader(text.Trim());
                if (columns is not null)
                {
                    continue;
                }

                columns = SudokuColumns.Default;
            }

            any = true;
            if (BadInstances.Read(reader, () => SudokuLine.Parse(text, name, line, columns), out var instance))
            {
                yield return instance;
            }
        }

        if (!any)
        {
            throw new InstanceFormatException(name, 0, string.Empty, "holds no puzzle");
        }
    }
}
