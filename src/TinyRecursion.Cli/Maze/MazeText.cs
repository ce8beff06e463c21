using System.Text;
using TinyRecursion.Tasks.Maze;

namespace TinyRecursion.Cli.Maze;

/// <summary>Draws a maze with marked cells for a terminal.</summary>
internal static class MazeText
{
    /// <summary>What stands for a mark where none may be, on a wall, the start or the goal.</summary>
    public const char Wrong = 'x';

    /// <summary>
    /// The maze, a line for each row: <c>#</c> a wall, <c>o</c> a marked cell, <c>x</c> a mark where none may be. In
    /// colours, walls step back and marks come forward.
    /// </summary>
    /// <param name="board">The maze.</param>
    /// <param name="marks">The answer.</param>
    /// <param name="colours">Whether the terminal shows colours.</param>
    public static string Render(MazeBoard board, MazeMarks marks, bool colours)
    {
        string symbols = board.ToString(marks);
        var text = new StringBuilder();
        for (int cell = 0; cell < symbols.Length; cell++)
        {
            char symbol = marks[cell] && symbols[cell] != MazeMarks.Symbol ? Wrong : symbols[cell];
            string style = symbol switch
            {
                '#' => "2", MazeMarks.Symbol => "1;32", Wrong => "1;31", 'S' or 'G' => "1", _ => string.Empty,
            };
            text.Append(colours && style.Length > 0 ? $"\e[{style}m{symbol}\e[0m" : symbol);
            text.Append(cell % board.Columns == board.Columns - 1 ? "\n" : string.Empty);
        }

        return text.ToString();
    }
}
