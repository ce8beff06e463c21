using TinyRecursion.Tasks.Reading;

namespace TinyRecursion.Tasks.Sudoku;

/// <summary>Reads a board that is written over several lines, a row on each, perhaps with spaces between cells and a frame around boxes.</summary>
internal static class SudokuRows
{
    /// <summary>More lines than a board of 25 rows takes with every frame.</summary>
    private const int MostLines = 128;

    /// <summary>Reads a board whose first line was taken.</summary>
    /// <param name="first">The first line.</param>
    /// <param name="lines">What follows; it is read up to the board's last row and what is left of the frame.</param>
    /// <exception cref="InstanceFormatException">Rows are missing or of several lengths, or a sign is wrong.</exception>
    public static SudokuPuzzle Read(SudokuRow first, TextLines lines)
    {
        var read = new List<SudokuRow> { first };
        while (Rows(read) is var rows && (rows.Count == 0 || rows.Count < rows[0].Cells.Count))
        {
            if (read.Count == MostLines || EndsBoard(lines.Peek()))
            {
                throw new InstanceFormatException(
                    lines.Source, first.Line, string.Empty,
                    rows.Count == 0 ? "a frame without a board" : $"the board has {rows.Count} rows, expected {rows[0].Cells.Count} without a blank line between");
            }

            read.Add(SudokuRow.Of(lines.Next()!, lines.Line));
        }

        SudokuBoard board = Board(Rows(read), lines.Source);
        while (!EndsBoard(lines.Peek()) && SudokuRow.Of(lines.Peek()!, 0) is var next
            && (next.IsFrame || (next.IsDashes && !(IsDashEmpty(read) && next.Cells.Count == board.Side))))
        {
            lines.Next();
        }

        return new SudokuPuzzle(board, null, first.Line);
    }

    /// <summary>The board of all rows.</summary>
    /// <param name="rows">As many rows as each has cells.</param>
    /// <param name="source">The file's name for errors.</param>
    public static SudokuBoard Board(IReadOnlyList<SudokuRow> rows, string source)
    {
        int side = rows[0].Cells.Count;
        var cells = new SudokuCells(side, "puzzle", source);
        foreach (SudokuRow row in rows)
        {
            if (!row.IsRow || row.Cells.Count != side)
            {
                throw new InstanceFormatException(
                    source, row.Line, string.Empty, $"expected a row of {side} cells, one character each, found {row.Cells.Count}{(row.IsEven ? string.Empty : " in words of several lengths")}");
            }

            foreach ((char symbol, int column) in row.Cells)
            {
                cells.Add(symbol, row.Line, column);
            }
        }

        return cells.Board;
    }

    private static bool EndsBoard(string? line) => line is null || TextLines.IsBlank(line) || line.StartsWith('[');

    private static bool IsDashEmpty(List<SudokuRow> read) => read.Exists(row => !row.IsFrame && !row.IsDashes && row.Cells.Any(cell => cell.Symbol == '-'));

    /// <summary>The rows among lines, those of dashes where a row beside them shows that dashes are empty cells.</summary>
    private static List<SudokuRow> Rows(List<SudokuRow> read)
    {
        int side = read.Find(row => !row.IsFrame && !row.IsDashes)?.Cells.Count ?? 0;
        bool dashes = IsDashEmpty(read);
        return read.FindAll(row => side > 0 && !row.IsFrame && (!row.IsDashes || (dashes && row.Cells.Count == side)));
    }
}
