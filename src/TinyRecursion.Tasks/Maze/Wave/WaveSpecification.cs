namespace TinyRecursion.Tasks.Maze.Wave;

/// <summary>
/// What the wave rule does to one cell in one step, as plain code: a wave leaves the goal and lays directions behind, and
/// from the start a walk follows them. Defined for every combination of what a cell can be and hold.
/// </summary>
/// <remarks>
/// <para>All cells step at once. A step makes of a cell that is</para>
/// <list type="bullet">
/// <item>a wall: blank;</item>
/// <item>blank, and the goal: <see cref="WaveSymbol.Goal"/>;</item>
/// <item>blank, with a neighbour that is not: the direction of the first such neighbour in the order down, left, right, up;
/// on the start at once that direction on the way;</item>
/// <item>a direction or the goal, not on the way, with a neighbour on the way that points here: the same on the way;</item>
/// <item>anything else: what it was.</item>
/// </list>
/// <para>docs/maze.md proves what follows from this on every board.</para>
/// </remarks>
public static class WaveSpecification
{
    /// <summary>Symbols of the alphabet.</summary>
    public const int Symbols = 11;

    /// <summary>Combinations of what a cell is, what it holds and what its four neighbours hold: 4 · 11 · 11⁴.</summary>
    public const int DomainSize = MazeGrid.Kinds * Symbols * Symbols * Symbols * Symbols * Symbols;

    /// <summary>What a cell holds after a step.</summary>
    /// <param name="kind">What stands on the cell.</param>
    /// <param name="own">What it holds.</param>
    /// <param name="around">What its neighbours hold: down, left, right, up; blank beyond the edge of the board.</param>
    public static WaveSymbol Next(MazeCell kind, WaveSymbol own, ReadOnlySpan<WaveSymbol> around)
    {
        if (kind == MazeCell.Wall)
        {
            return WaveSymbol.Blank;
        }

        if (own != WaveSymbol.Blank)
        {
            return own <= WaveSymbol.Goal && IsCalled(around) ? OnPath(own) : own;
        }

        if (kind == MazeCell.Goal)
        {
            return WaveSymbol.Goal;
        }

        int direction = around.IndexOfAnyExcept(WaveSymbol.Blank);
        WaveSymbol reached = direction < 0 ? WaveSymbol.Blank : (WaveSymbol)((int)WaveSymbol.Down + direction);
        return kind == MazeCell.Start && reached != WaveSymbol.Blank ? OnPath(reached) : reached;
    }

    /// <summary>Whether a symbol is on the way.</summary>
    public static bool IsOnPath(WaveSymbol symbol) => symbol >= WaveSymbol.PathDown;

    /// <summary>A direction or the goal, on the way.</summary>
    private static WaveSymbol OnPath(WaveSymbol symbol) => symbol + (WaveSymbol.PathDown - WaveSymbol.Down);

    /// <summary>Whether a neighbour on the way points here: the one below upwards, the left one to the right, and so on.</summary>
    private static bool IsCalled(ReadOnlySpan<WaveSymbol> around)
    {
        for (int direction = 0; direction < MazeGrid.Degree; direction++)
        {
            if (around[direction] == (WaveSymbol)((int)WaveSymbol.PathUp - direction))
            {
                return true;
            }
        }

        return false;
    }
}
