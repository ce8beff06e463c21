namespace TinyRecursion.Tasks.Maze.Wave;

/// <summary>
/// One of the <see cref="WaveSpecification.DomainSize"/> combinations that the wave rule can meet on a cell: what stands
/// there, what it holds, and what its neighbours hold.
/// </summary>
/// <param name="Code">0 to the size of the domain - 1: digits to base 11, the neighbour above last, what stands there first.</param>
public readonly record struct WaveSituation(int Code)
{
    /// <summary>Entries that a situation is made of: what stands there, what it holds, four neighbours.</summary>
    public const int Length = 2 + MazeGrid.Degree;

    /// <summary>The situation of a cell.</summary>
    /// <param name="kind">What stands there.</param>
    /// <param name="own">What it holds.</param>
    /// <param name="around">What its neighbours hold: down, left, right, up.</param>
    public static WaveSituation Of(MazeCell kind, WaveSymbol own, ReadOnlySpan<WaveSymbol> around)
    {
        int code = ((int)kind * WaveSpecification.Symbols) + (int)own;
        foreach (WaveSymbol symbol in around)
        {
            code = (code * WaveSpecification.Symbols) + (int)symbol;
        }

        return new WaveSituation(code);
    }

    /// <summary>What stands on the cell.</summary>
    public MazeCell Kind => (MazeCell)(Code / (WaveSpecification.DomainSize / MazeGrid.Kinds));

    /// <summary>What it holds.</summary>
    public WaveSymbol Own => (WaveSymbol)(Code / NeighbourCodes % WaveSpecification.Symbols);

    /// <summary>What the specification makes of it.</summary>
    public WaveSymbol Next
    {
        get
        {
            Span<WaveSymbol> around = stackalloc WaveSymbol[MazeGrid.Degree];
            CopyAround(around);
            return WaveSpecification.Next(Kind, Own, around);
        }
    }

    private const int NeighbourCodes = WaveSpecification.Symbols * WaveSpecification.Symbols * WaveSpecification.Symbols * WaveSpecification.Symbols;

    /// <summary>What its neighbours hold.</summary>
    /// <param name="around">Receives four symbols: down, left, right, up.</param>
    public void CopyAround(Span<WaveSymbol> around)
    {
        int rest = Code;
        for (int direction = MazeGrid.Degree - 1; direction >= 0; direction--)
        {
            (rest, int symbol) = Math.DivRem(rest, WaveSpecification.Symbols);
            around[direction] = (WaveSymbol)symbol;
        }
    }

    /// <summary>The situation in words: <c>free cell, blank; below Goal, left Blank, right Blank, above Blank</c>.</summary>
    public override string ToString()
    {
        Span<WaveSymbol> around = stackalloc WaveSymbol[MazeGrid.Degree];
        CopyAround(around);
        return $"{Kind} cell holding {Own}; below {around[0]}, left {around[1]}, right {around[2]}, above {around[3]}";
    }
}
