namespace TinyRecursion.Tasks.Maze;

/// <summary>What the checker says of an answer.</summary>
/// <param name="Moves">The moves of the path that the marks show, null where they show none.</param>
/// <param name="ShortestMoves">The fewest moves, null where the maze has no path.</param>
/// <param name="EqualsLabel">Whether the marks are exactly the label; null where no label was given.</param>
/// <param name="Reasons">Everything that is wrong, in sentences that name a cell, rows and columns from 1.</param>
internal sealed record MazeVerdict(int? Moves, int? ShortestMoves, bool? EqualsLabel, IReadOnlyList<string> Reasons)
{
    /// <summary>Whether the marks are a path from start to goal, and nothing beside it.</summary>
    public bool IsPath => Moves is not null;

    /// <summary>Whether the marks are a path from start to goal, and no path is shorter.</summary>
    public bool IsShortest => IsPath && Moves == ShortestMoves;

    /// <summary>Whether the maze has no path from start to goal, and none is marked: then that is the answer.</summary>
    public bool IsNoPath => ShortestMoves is null && Reasons.Count == 0;

    /// <summary>Whether the answer is right: one of the shortest paths, or none where there is none.</summary>
    public bool IsRight => IsShortest || IsNoPath;

    /// <summary>All reasons, or that the path is one of the shortest, or that there is none.</summary>
    public override string ToString() =>
        IsShortest ? $"a shortest path of {Moves} {(Moves == 1 ? "move" : "moves")}"
        : IsNoPath ? "there is no path from the start to the goal"
        : string.Join("; ", Reasons);
}
