using TinyRecursion.Tasks.Reading;

namespace TinyRecursion.Tasks.Maze;

/// <summary>
/// Parses a maze of several lines, one for each row, up to an empty line or the end of the text. After a tab each row may
/// be followed by the same row of the label.
/// </summary>
/// <param name="name">The file's name for errors.</param>
internal sealed class MazeBlock(string name)
{
    private readonly List<MazeCell> _cells = [];
    private readonly List<bool> _marked = [];
    private MazeSigns _signs;
    private int _rows;
    private int _columns;
    private bool _labelled;
    private (int Line, int Column) _start;
    private (int Line, int Column) _goal;

    /// <summary>Reads the block.</summary>
    /// <param name="text">Its first line.</param>
    /// <param name="first">That line's number.</param>
    /// <param name="lines">What follows.</param>
    /// <exception cref="InstanceFormatException">
    /// Ragged rows, too many, an illegal character, not one start and one goal, or a label that is no path through the maze.
    /// </exception>
    public MazePuzzle Read(string text, int first, TextLines lines)
    {
        try
        {
            AddRow(text, first);
            while (!MazeFile.IsBlank(lines.Peek(), _columns))
            {
                AddRow(lines.Next()!, lines.Line);
            }
        }
        catch (InstanceFormatException)
        {
            lines.SkipBlock();
            throw;
        }

        if (_start.Line == 0 || _goal.Line == 0)
        {
            string last = _rows > 1 ? $" in the maze of lines {first} to {first + _rows - 1}" : string.Empty;
            throw new InstanceFormatException(name, first, "column 1", $"there is no {(_start.Line == 0 ? 'S' : 'G')}{last}");
        }

        var board = new MazeBoard(_rows, _columns, _cells.ToArray());
        MazeMarks? label = _labelled ? MazeLine.Label(board, _marked.ToArray(), problem => Error(first, _columns + 1, problem)) : null;
        return new MazePuzzle(board, label, first);
    }

    private void AddRow(string text, int line)
    {
        int tab = text.IndexOf('\t');
        (string row, string? label) = tab < 0 ? (text, null) : (text[..tab], text[(tab + 1)..]);
        RequireSize(row, label, line);
        _rows++;
        for (int i = 0; i < row.Length; i++)
        {
            MazeCell cell = MazeBoard.CellOf(row[i])
                ?? throw Error(line, i, $"illegal character {MazeLine.Printable(row[i])} in the maze");
            if (_signs.Clash(row[i], cell) is { } other)
            {
                throw Error(line, i, MazeLine.Clash(row[i], other));
            }

            RequireOnce(cell, MazeCell.Start, 'S', ref _start, line, i);
            RequireOnce(cell, MazeCell.Goal, 'G', ref _goal, line, i);
            _cells.Add(cell);
            if (label is not null)
            {
                _marked.Add(MazeLine.IsMarked(label[i], row[i], cell)
                    ?? throw Error(line, tab + 1 + i, $"{MazeLine.Printable(label[i])} in the label does not go with the maze"));
            }
        }
    }

    private void RequireSize(string row, string? label, int line)
    {
        if (_rows == 0)
        {
            (_columns, _labelled) = (row.Length, label is not null);
            if (row.Length is 0 or > MazeBoard.MaximumSide)
            {
                throw Error(line, Math.Min(row.Length, MazeBoard.MaximumSide), $"the row has {row.Length} cells, a maze has 1 to {MazeBoard.MaximumSide}");
            }
        }
        else if (_rows == MazeBoard.MaximumSide)
        {
            throw Error(line, 0, $"the maze has more than {MazeBoard.MaximumSide} rows");
        }
        else if (row.Length != _columns)
        {
            throw Error(line, Math.Min(row.Length, _columns), $"the row has {row.Length} cells, the rows above have {_columns}");
        }
        else if (_labelled != label is not null)
        {
            throw Error(line, row.Length, _labelled ? "the row has no label after a tab, the rows above have" : "the row has a label, the rows above have none");
        }

        if (label is not null && label.Length != _columns)
        {
            throw Error(line, _columns + 1 + Math.Min(label.Length, _columns), $"the label's row has {label.Length} cells, the maze's {_columns}");
        }
    }

    private void RequireOnce(MazeCell cell, MazeCell kind, char symbol, ref (int Line, int Column) seen, int line, int at)
    {
        if (cell == kind)
        {
            seen = seen.Line == 0 ? (line, at + 1) : throw Error(line, at, $"a second {symbol}, the first is on line {seen.Line}, column {seen.Column}");
        }
    }

    private InstanceFormatException Error(int line, int at, string problem) => new(name, line, $"column {at + 1}", problem);
}
