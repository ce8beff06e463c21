using TinyRecursion.Tasks.Common;
using TinyRecursion.Tasks.Reading;

namespace TinyRecursion.Tasks.Sudoku;

/// <summary>
/// Reads files of Sudokus, of 4×4, 6×6 (boxes of two rows and three columns), 9×9, 16×16 and 25×25.
/// </summary>
/// <remarks>
/// One puzzle a line: a character for each cell, one of <c>. 0 _ * -</c> for empty, digits and then letters; optionally a second column (after
/// spaces, a tab, a comma or a semicolon) with the solution; further columns are ignored. Or a puzzle over as many lines as it has rows, perhaps with
/// spaces between cells and a frame around boxes. Or, after a header of <see cref="CsvColumns"/>, fields as in RFC 4180. A line <c>[Puzzle]</c> begins a
/// section with puzzles, another name in brackets one that is left out. Lines and comments are those of <see cref="TextLines"/>; behind a header of
/// several columns <c>#</c> starts a comment at the start of a line only.
/// </remarks>
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
        return new InstanceSequence<SudokuPuzzle>(name, "puzzle", () => new SudokuReader(reader, name).Next);
    }

    /// <summary>Reads a whole file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InstanceFormatException">A line cannot be read, or there is no puzzle at all.</exception>
    /// <exception cref="IOException">The file cannot be opened or read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public static IReadOnlyList<SudokuPuzzle> ReadAll(string path)
    {
        using StreamReader reader = InputFile.OpenText(path);
        return Read(reader, path).ToList();
    }
}
