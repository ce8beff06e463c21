using TinyRecursion.Cli.Common;
using TinyRecursion.Tasks.Tiles;

namespace TinyRecursion.Cli.Tiles;

/// <summary>Reads the boards that a command was given.</summary>
internal static class TilesInput
{
    /// <summary>Reads a file, or standard input for <c>-</c>.</summary>
    /// <param name="file">Path or <c>-</c>.</param>
    /// <param name="limit">Most boards to read; what follows is not looked at.</param>
    /// <param name="goal">The order that moves in the file have to reach.</param>
    /// <exception cref="InputException">Moves in the file do not reach the order.</exception>
    public static IReadOnlyList<TilesPuzzle> Read(string file, int limit, TilesGoal goal)
    {
        string name = file == "-" ? "standard input" : file;
        List<TilesPuzzle> puzzles = InputText.Read(file, limit, (reader, _) => TilesFile.Read(reader, name));
        foreach (TilesPuzzle puzzle in puzzles.Where(puzzle => puzzle.Moves is not null))
        {
            if (TilesChecker.Check(puzzle.Board, goal, puzzle.Moves!).Reason is { } reason)
            {
                throw new InputException(
                    $"{name}: line {puzzle.Line}: the moves given do not reach {TilesGoalOption.NameOf(goal)} (is it the right --goal?): {reason}");
            }
        }

        return puzzles;
    }
}
