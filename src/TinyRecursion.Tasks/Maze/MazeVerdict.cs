namespace TinyRecursion.Tasks.Maze;

/// <summary>What the checker says of an answer.</summary>
/// <param name="Moves">The moves of the way that the marks show, null where they show none.</param>
/// <param name="ShortestMoves">The fewest moves, null where the maze has no way.</param>
/// <param name="EqualsLabel">Whether the marks are exactly the label; null where no label was given.</param>
/// <param name="Reasons">Everything that is wrong, in sentences that name a cell, rows and columns from 1.</param>
public sealed record MazeVerdict(int? Moves, int? ShortestMoves, bool? EqualsLabel, IReadOnlyList<string> Reasons)
{
    /// <summary>Whether the marks are a way from start to goal, and nothing beside it.</summary>
    public bool IsPath => Moves is not null;

    /// <summary>Whether the marks are a way from start to goal, and no way is shorter.</summary>
    public bool IsShortest => IsPath && Moves == ShortestMoves;

    /// <summary>Whether the maze has no way from start to goal, and none is marked: then that is the answer.</summary>
    public bool IsNoWay => ShortestMoves is null && Reasons.Count == 0;

    /// <summary>Whether the answer is right: one of the shortest ways, or none where there is none.</summary>
    public bool IsRight => IsShortest || IsNoWay;

    /// <summary>All reasons, or that the way is one of the shortest, or that there is none.</summary>
    public override string ToString() =>
        IsShortest ? $"a shortest way of {Moves} {(Moves == 1 ? "move" : "moves")}"
        : IsNoWay ? "there is no way from the start to the goal"
        : string.Join("; ", Reasons);
}
