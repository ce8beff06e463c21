using TinyRecursion.Assurance.Checker.Reading;

namespace TinyRecursion.Assurance.Checker.Answers;

/// <summary>
/// Mazes: a path and the distance of every cell from the start, which show that no path is shorter; or the distances of all cells that can
/// be reached, which the goal is not one of.
/// </summary>
internal static class MazeProof
{
    private const int MaximumSide = 2048;

    public static string? Check(ref ProofReader reader)
    {
        string claim = reader.ReadClaim("shortest", "unreachable");
        int rows = reader.Number("rows", 1, MaximumSide), columns = reader.Number("columns", 1, MaximumSide);
        string maze = reader.Text("maze");
        if (maze.Length != rows * columns || maze.AsSpan().ContainsAnyExcept("#.SG") || maze.AsSpan().Count('S') != 1 || maze.AsSpan().Count('G') != 1)
        {
            throw reader.Error($"expected {rows * columns} cells: walls #, free cells ., one S and one G");
        }

        int[]? path = claim == "shortest" ? reader.Numbers<int>("path", 0, maze.Length - 1) : null;
        int[] distances = reader.Numbers<int>("distances", -1, maze.Length - 1);
        int goal = distances.Length == maze.Length ? distances[maze.IndexOf('G', StringComparison.Ordinal)] : throw reader.Error($"{distances.Length} distances for {maze.Length} cells");
        return CheckDistances(maze, columns, distances)
            ?? (path is not null ? CheckPath(maze, columns, path, goal) : goal >= 0 ? "the goal has a distance: there is a path" : null);
    }

    // Neighbours differ by at most one, so no cell is nearer than it is said to be; one before each, so none is farther.
    private static string? CheckDistances(string maze, int columns, int[] distances)
    {
        for (int cell = 0; cell < maze.Length; cell++)
        {
            int own = distances[cell];
            if ((own == 0) != (maze[cell] == 'S') || (own >= 0 && maze[cell] == '#'))
            {
                return $"{Name(cell, columns)} cannot have distance {own}: {(maze[cell] == '#' ? "it is a wall" : maze[cell] == 'S' ? "it is the start" : "only the start has 0")}";
            }

            bool hasBefore = own <= 0;
            foreach (int next in (ReadOnlySpan<int>)[cell - columns, cell - 1, cell + 1, cell + columns])
            {
                bool isNext = AreNeighbours(cell, next, maze.Length, columns);
                hasBefore |= isNext && distances[next] == own - 1;
                if (isNext && own >= 0 && maze[next] != '#' && (distances[next] < 0 || distances[next] > own + 1))
                {
                    return $"{Name(next, columns)} has distance {distances[next]}, its neighbour {Name(cell, columns)} {own}";
                }
            }

            if (!hasBefore)
            {
                return $"{Name(cell, columns)} has distance {own}, and no neighbour one less";
            }
        }

        return null;
    }

    private static string? CheckPath(string maze, int columns, int[] path, int goal)
    {
        if (path.Length == 0 || maze[path[0]] != 'S' || maze[path[^1]] != 'G')
        {
            return "the path does not lead from the start to the goal";
        }

        for (int i = 1; i < path.Length; i++)
        {
            if (maze[path[i]] == '#' || !AreNeighbours(path[i - 1], path[i], maze.Length, columns))
            {
                return $"path, step {i}: {Name(path[i], columns)} is {(maze[path[i]] == '#' ? "a wall" : $"no neighbour of {Name(path[i - 1], columns)}")}";
            }
        }

        return path.Length - 1 == goal ? null : $"the path takes {path.Length - 1} moves, the goal is at distance {goal}";
    }

    private static bool AreNeighbours(int cell, int other, int cells, int columns) => other >= 0 && other < cells
        && Math.Abs((cell / columns) - (other / columns)) + Math.Abs((cell % columns) - (other % columns)) == 1;

    private static string Name(int cell, int columns) => $"row {(cell / columns) + 1}, column {(cell % columns) + 1}";
}
