namespace TinyRecursion.Tasks.Sudoku;

/// <summary>A line of a board that is written over several lines: a row of cells, or a part of the frame around and between boxes.</summary>
/// <param name="Line">The line's number, from 1.</param>
/// <param name="Cells">The signs of cells with their columns, from 1; spaces and upright lines between them are left out.</param>
/// <param name="IsEven">Whether what stands between spaces and upright lines is all of one length, so that no cell takes two characters.</param>
/// <param name="IsFrame">Whether it is a part of the frame, whatever sign stands for empty cells.</param>
/// <param name="IsDashes">Whether its only sign is <c>-</c>: a part of the frame, or a row of empty cells on a board that writes them so.</param>
internal sealed record SudokuRow(int Line, IReadOnlyList<(char Symbol, int Column)> Cells, bool IsEven, bool IsFrame, bool IsDashes)
{
    private const string Upright = " \t|│┃║", Level = "+=─━═┼┬┴├┤┌┐└┘╋╬╦╩╠╣╔╗╚╝╪╫╞╡╟╢╤╧╥╨┿╂";

    /// <summary>Looks at a line.</summary>
    /// <param name="text">The line, not blank.</param>
    /// <param name="line">Its number.</param>
    public static SudokuRow Of(string text, int line)
    {
        var cells = new List<(char Symbol, int Column)>();
        bool frame = false, even = true;
        int word = 0, length = 0;
        for (int at = 0; at <= text.Length; at++)
        {
            if (at < text.Length && !Upright.Contains(text[at], StringComparison.Ordinal))
            {
                frame |= Level.Contains(text[at], StringComparison.Ordinal);
                cells.Add((text[at], at + 1));
                word++;
            }
            else if (word > 0)
            {
                length = length == 0 ? word : length;
                even &= word == length;
                word = 0;
            }
        }

        bool level = cells.All(cell => cell.Symbol == '-' || Level.Contains(cell.Symbol, StringComparison.Ordinal));
        return new SudokuRow(line, cells, even, frame && level || cells.Count == 0, level && !frame && cells.Count > 0);
    }

    /// <summary>Whether it is a row of a board of some size.</summary>
    public bool IsRow => IsEven && !IsFrame && Cells.Count is 4 or 6 or 9 or 16 or 25;
}
