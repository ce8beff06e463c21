using System.CommandLine;
using TinyRecursion.Cli.Common;
using TinyRecursion.Tasks.Maze;

namespace TinyRecursion.Cli.Maze;

/// <summary>The options for the size of mazes to make.</summary>
internal sealed class MazeSizeOptions
{
    private readonly Option<int> _side = new("--side")
    {
        Description = $"Rows and columns, 2 to {MazeBoard.MaximumSide}.", DefaultValueFactory = _ => 30, HelpName = "N",
    };

    private readonly Option<int?> _rows = new("--rows") { Description = "Rows, instead of --side.", HelpName = "N" };
    private readonly Option<int?> _columns = new("--columns") { Description = "Columns, instead of --side.", HelpName = "N" };

    /// <summary>Adds everything to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(_side);
        command.Add(_rows);
        command.Add(_columns);
    }

    /// <summary>The size that a command line asks for.</summary>
    /// <exception cref="InputException">It is out of range.</exception>
    public (int Rows, int Columns) Read(ParseResult parse)
    {
        int side = InRange("--side", parse.GetValue(_side), 2, MazeBoard.MaximumSide);
        return (
            InRange("--rows", parse.GetValue(_rows) ?? side, 2, MazeBoard.MaximumSide),
            InRange("--columns", parse.GetValue(_columns) ?? side, 2, MazeBoard.MaximumSide));
    }

    /// <summary>A number that an option gives, if it is within bounds.</summary>
    /// <exception cref="InputException">It is not.</exception>
    public static int InRange(string name, int value, int minimum, int maximum) => value >= minimum && value <= maximum
        ? value
        : throw new InputException($"{name} must be {minimum} to {maximum}, not {value}");
}
