using System.Text;

namespace TinyRecursion.Tasks.Maze;

/// <summary>Answers to mazes as text for people.</summary>
public static class MazeText
{
    /// <summary>What stands for a mark where none may be, on a wall, the start or the goal.</summary>
    public const char Wrong = 'x';

    /// <summary>An answer: a line that says what it is worth, the maze with the way, an empty line.</summary>
    /// <param name="puzzle">The maze.</param>
    /// <param name="result">What was made of it.</param>
    /// <param name="colours">Whether the terminal shows colours.</param>
    public static string Of(MazePuzzle puzzle, MazeResult result, bool colours = false)
    {
        ArgumentNullException.ThrowIfNull(puzzle);
        ArgumentNullException.ThrowIfNull(result);
        string status = result.IsRight ? string.Empty : result.Status + ": ", steps = result.Steps == 1 ? "1 step" : $"{result.Steps} steps";
        return $"line {puzzle.Line}: {status}{result.Verdict}  {steps}\n{Render(puzzle.Board, result.Marks, colours)}\n";
    }

    /// <summary>
    /// The maze, a line for each row: <c>#</c> a wall, <c>o</c> a marked cell, <c>x</c> a mark where none may be. In
    /// colours, walls step back and marks come forward.
    /// </summary>
    /// <param name="board">The maze.</param>
    /// <param name="marks">The answer.</param>
    /// <param name="colours">Whether the terminal shows colours.</param>
    public static string Render(MazeBoard board, MazeMarks marks, bool colours)
    {
        ArgumentNullException.ThrowIfNull(board);
        ArgumentNullException.ThrowIfNull(marks);
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
