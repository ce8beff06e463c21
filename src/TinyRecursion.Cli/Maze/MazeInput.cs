using TinyRecursion.Cli.Common;
using TinyRecursion.Tasks.Maze;

namespace TinyRecursion.Cli.Maze;

/// <summary>Reads the mazes that a command was given.</summary>
internal static class MazeInput
{
    /// <summary>Reads a file, or standard input for <c>-</c>.</summary>
    /// <param name="file">Path or <c>-</c>.</param>
    /// <param name="limit">Most mazes to read; what follows is not looked at.</param>
    public static List<MazePuzzle> Read(string file, int limit) => InputText.Read(file, limit, (reader, name) => MazeFile.Read(reader, name));
}
