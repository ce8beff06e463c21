using TinyRecursion.Execution.Finite;

namespace TinyRecursion.Tasks.Maze;

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
/// on the start at once that direction on the path;</item>
/// <item>a direction or the goal, not on the path, with a neighbour on the path that points here: the same on the path;</item>
/// <item>anything else: what it was.</item>
/// </list>
/// <para>docs/maze.md proves what follows from this on every board.</para>
/// </remarks>
internal sealed class WaveSpecification : ILocalSpecification
{
    /// <summary>Symbols of the alphabet.</summary>
    public const int Symbols = 11;

    private static readonly Lazy<FiniteMachine> Plain = new(() => FiniteMachine.Of(
        new WaveSpecification(), Array.ConvertAll(Enum.GetValues<WaveSymbol>(), symbol => IsOnPath(symbol) ? 1f : -1f)));

    /// <remarks>4 kinds of cell, 11 symbols of its own and 11⁴ of its neighbours: 644,204 combinations.</remarks>
    public FiniteShape Shape { get; } = new(
        [MazeGrid.Kinds], Symbols - 1, blocks: 1, readsOwn: true, MazeGrid.Relation, MazeGrid.Degree);

    /// <summary>The rule as plain code, ready to run; its score is above zero for symbols on the path.</summary>
    public static FiniteMachine Machine => Plain.Value;

    public int Next(ReadOnlySpan<int> inputs)
    {
        Span<WaveSymbol> around = stackalloc WaveSymbol[MazeGrid.Degree];
        for (int direction = 0; direction < around.Length; direction++)
        {
            around[direction] = (WaveSymbol)inputs[2 + direction];
        }

        return (int)Next((MazeCell)inputs[0], (WaveSymbol)inputs[1], around);
    }

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

    /// <summary>Whether a symbol is on the path.</summary>
    public static bool IsOnPath(WaveSymbol symbol) => symbol >= WaveSymbol.PathDown;

    /// <summary>A direction or the goal, on the path.</summary>
    private static WaveSymbol OnPath(WaveSymbol symbol) => symbol + (WaveSymbol.PathDown - WaveSymbol.Down);

    /// <summary>Whether a neighbour on the path points here: the one below upwards, the left one to the right, and so on.</summary>
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
