namespace TinyRecursion.Tasks.Maze;

/// <summary>Start and goal of a map that does not hold them, each with its row and column from 1.</summary>
/// <param name="Start">The start, or null.</param>
/// <param name="Goal">The goal, or null.</param>
internal readonly record struct MazeEnds((int Row, int Column)? Start, (int Row, int Column)? Goal);
