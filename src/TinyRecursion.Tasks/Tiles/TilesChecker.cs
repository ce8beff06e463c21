namespace TinyRecursion.Tasks.Tiles;

/// <summary>Checks moves by making them one by one. It knows no planner and no model.</summary>
internal static class TilesChecker
{
    /// <summary>Makes the moves and compares the board after the last one with the order.</summary>
    /// <param name="board">The board.</param>
    /// <param name="goal">The order to reach.</param>
    /// <param name="moves">The moves.</param>
    public static TilesVerdict Check(TilesBoard board, TilesGoal goal, IReadOnlyList<TilesMove> moves)
    {
        TilesBoard at = board;
        for (int i = 0; i < moves.Count; i++)
        {
            if (at.After(moves[i]) is not { } next)
            {
                return new TilesVerdict($"move {i + 1}: no tile can slide {moves[i].ToString().ToLowerInvariant()}, the blank is at that side's edge");
            }

            at = next;
        }

        var ordered = TilesBoard.Ordered(board.Side, goal);
        int place = at.Tiles.CommonPrefixLength(ordered.Tiles);
        return new TilesVerdict(place == ordered.Tiles.Length
            ? null
            : $"after {moves.Count} moves row {(place / board.Side) + 1}, column {(place % board.Side) + 1} holds {at.Tiles[place]}, not {ordered.Tiles[place]}");
    }
}
