using TinyRecursion.Tasks.Maze;

namespace TinyRecursion.Cli.Maze;

/// <summary>Reads the mazes that a command was given.</summary>
internal static class MazeInput
{
    /// <summary>Reads a file, or standard input for <c>-</c>.</summary>
    /// <param name="file">Path or <c>-</c>.</param>
    /// <param name="limit">Most mazes to read; what follows is not looked at.</param>
    public static List<MazePuzzle> Read(string file, int limit)
    {
        if (file == "-")
        {
            return MazeFile.Read(Console.In, "standard input").Take(limit).ToList();
        }

        using var reader = new StreamReader(file);
        return MazeFile.Read(reader, file).Take(limit).ToList();
    }
}
