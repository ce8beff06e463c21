using TinyRecursion.Tasks.Common;
using TinyRecursion.Tasks.Reading;

namespace TinyRecursion.Tasks.Sudoku;

/// <summary>Reads the puzzles of a <see cref="SudokuFile"/> one after the other.</summary>
/// <param name="reader">The text.</param>
/// <param name="name">The name that errors give.</param>
internal sealed class SudokuReader(TextReader reader, string name)
{
    /// <summary>Cells of the one row that is a board too: of 16×16 or 4×4.</summary>
    private const int Ambiguous = 16, Small = 4;

    private readonly TextLines _lines = new(reader, name, SudokuFile.MaximumLineLength);
    private readonly Queue<SudokuRow> _small = [];
    private CsvColumns? _header;
    private bool _begun;
    private bool _between;
    private bool _smallLines;

    /// <summary>The next puzzle; null at the end of the text.</summary>
    /// <exception cref="InstanceFormatException">It cannot be read; the next call goes on behind it.</exception>
    public SudokuPuzzle? Next()
    {
        if (_small.TryDequeue(out SudokuRow? small))
        {
            return Whole(small);
        }

        while (_lines.Next() is { } line)
        {
            if (TextLines.IsBlank(line) || IsNoPuzzle(line))
            {
                _smallLines = false;
                continue;
            }

            if (_header is not null)
            {
                ((string, int) puzzle, (string, int) solution) = _header.Read(line, name, _lines.Line);
                return SudokuLine.Parse(Trimmed(puzzle), Trimmed(solution), name, _lines.Line);
            }

            SudokuRow row = SudokuRow.Of(line, _lines.Line);
            if (IsSmall(line))
            {
                return _smallLines ? Whole(row) : FourOrSixteen(row);
            }

            _smallLines = false;
            bool isLine = SudokuBoard.SideOf(FirstWord(line).Length) > 0;
            return !isLine && (row.IsFrame || row.IsDashes || row.IsRow) ? OverLines(row)
                : !isLine && row.IsEven && SudokuBoard.SideOf(row.Cells.Count) > 0 ? Whole(row)
                : SudokuLine.Parse(line, name, _lines.Line);
        }

        return null;
    }

    /// <summary>Whether a line is a header or names a section, or stands in a section that holds no puzzle.</summary>
    private bool IsNoPuzzle(string line)
    {
        bool first = !_begun;
        _begun = true;
        if (line.StartsWith('['))
        {
            _between = !line.AsSpan().TrimEnd(" \t").Equals("[Puzzle]", StringComparison.OrdinalIgnoreCase);
            return true;
        }

        _header ??= first ? CsvColumns.Header(line, name, _lines.Line) : null;
        _lines.TrailingComments = _header is null;
        return _between || (first && (_header is not null || CsvColumns.IsPlainHeader(line)));
    }

    private SudokuPuzzle OverLines(SudokuRow row)
    {
        try
        {
            return SudokuRows.Read(row, _lines);
        }
        catch (InstanceFormatException)
        {
            _lines.SkipBlock();
            throw;
        }
    }

    /// <summary>Lines of 16 characters: boards of 4×4, or if there are 16 of them perhaps one of 16×16. Only one may make sense.</summary>
    private SudokuPuzzle FourOrSixteen(SudokuRow first)
    {
        var rows = new List<SudokuRow> { first };
        while (rows.Count < Ambiguous && _lines.Peek() is { } line && IsSmall(line))
        {
            rows.Add(SudokuRow.Of(_lines.Next()!, _lines.Line));
        }

        bool larger = rows.Exists(row => row.Cells.Any(cell => SudokuBoard.Digit(cell.Symbol) > Small));
        if (rows.Count == Ambiguous && larger)
        {
            return new SudokuPuzzle(SudokuRows.Board(rows, name), null, first.Line);
        }

        if (rows.Count == Ambiguous && rows.TrueForAll(row => row.Cells.All(cell => SudokuBoard.Digit(cell.Symbol) >= 0)))
        {
            SudokuBoard board = SudokuRows.Board(rows, name);
            if (SudokuChecker.CheckClues(board).Conflicts.Count == 0)
            {
                return rows.Exists(row => SudokuChecker.CheckClues(Whole(row).Board).Conflicts.Count > 0)
                    ? new SudokuPuzzle(board, null, first.Line)
                    : throw new InstanceFormatException(
                        name, first.Line, string.Empty,
                        "16 lines of 16 cells, which may be a board of 16×16 or 16 boards of 4×4: write the one on a line, or blank lines between the others");
            }
        }

        _smallLines = true;
        rows.ForEach(_small.Enqueue);
        return Whole(_small.Dequeue());
    }

    /// <summary>A whole board on a line, perhaps with spaces or upright lines between cells.</summary>
    private SudokuPuzzle Whole(SudokuRow row)
    {
        var cells = new SudokuCells(SudokuBoard.SideOf(row.Cells.Count), "puzzle", name);
        foreach ((char symbol, int column) in row.Cells)
        {
            cells.Add(symbol, row.Line, column);
        }

        return new SudokuPuzzle(cells.Board, null, row.Line);
    }

    private static (string Text, int Column) Trimmed((string Text, int Column) field) =>
        (field.Text.Trim(' '), field.Column + field.Text.Length - field.Text.TrimStart(' ').Length);

    private static ReadOnlySpan<char> FirstWord(string line)
    {
        ReadOnlySpan<char> text = line.AsSpan().TrimStart(" \t");
        return text.IndexOfAny(" ,;\t") is >= 0 and var end ? text[..end] : text;
    }

    private static bool IsSmall(string line) => FirstWord(line) is { Length: Ambiguous } word && word.Length == line.AsSpan().Trim(" \t").Length && !word.Contains('|');
}
