using System.Text;

namespace TinyRecursion.Tasks.Maze;

/// <summary>Answers to mazes as text for people.</summary>
internal static class MazeText
{
    /// <summary>What stands for a mark where none may be, on a wall, the start or the goal.</summary>
    public const char Wrong = 'x';

    /// <summary>An answer: a line with the verdict and the steps, the maze with the path, an empty line.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="colours">The colours that the output shows.</param>
    public static string Of(MazeAnswer answer, TextColours colours)
    {
        string status = answer.IsSolved ? string.Empty : answer.HasNoPath ? "no path: " : "unsolved: ";
        string steps = answer.RunSteps == 1 ? "1 step" : $"{answer.RunSteps} steps";
        return $"line {answer.Puzzle.Line}: {status}{(answer.IsSolved || answer.HasNoPath ? answer.Verdict : answer.Failure())}  {steps}\n{Render(answer.Puzzle.Board, answer.Marks, colours)}\n";
    }

    /// <summary>
    /// The maze, a line for each row: <c>#</c> a wall, <c>o</c> a marked cell, <c>x</c> a mark where none may be. In
    /// colours, walls step back and marks come forward.
    /// </summary>
    /// <param name="board">The maze.</param>
    /// <param name="marks">The answer.</param>
    /// <param name="colours">The colours that the output shows.</param>
    public static string Render(MazeBoard board, MazeMarks marks, TextColours colours)
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
            text.Append(colours != TextColours.None && style.Length > 0 ? $"\e[{style}m{symbol}\e[0m" : symbol);
            text.Append(cell % board.Columns == board.Columns - 1 ? "\n" : string.Empty);
        }

        return text.ToString();
    }
}
