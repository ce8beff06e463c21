using TinyRecursion.Execution.Finite;
using TinyRecursion.Problems;

namespace TinyRecursion.Tasks.Maze;

/// <summary>
/// Traces of breadth-first search on small random mazes: what every cell looked at before every step, as numbers of
/// <see cref="FiniteShape.Key"/>. What the wave rule is learned from.
/// </summary>
internal static class WaveTraces
{
    private const int LargestSide = 9;

    /// <summary>Traces mazes from the first step until nothing changes.</summary>
    /// <param name="seed">Chooses the mazes: 1 to 9 rows and columns, up to half of the cells walls, with a path or without.</param>
    /// <param name="mazes">How many, at least one.</param>
    /// <returns>Every situation that occurred, once, in ascending order.</returns>
    public static long[] Collect(ulong seed, int mazes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(mazes, 1);
        var found = new SortedSet<long>();
        using FiniteSession session = WaveSpecification.Machine.OpenFinite();
        for (int maze = 0; maze < mazes; maze++)
        {
            SeededRandom random = SeededRandom.For(seed, (ulong)maze);
            Problem problem = MazeGrid.Encode(Draw(ref random));
            session.Bind(problem);
            do
            {
                Add(problem, session.Symbols, found);
                session.Step();
            }
            while (session.Residual() > 0);
        }

        return [.. found];
    }

    private static void Add(Problem problem, ReadOnlySpan<ushort> symbols, SortedSet<long> found)
    {
        NeighbourRelation around = problem.Topology.Neighbours(MazeGrid.Relation);
        Span<int> inputs = stackalloc int[2 + MazeGrid.Degree];
        for (int cell = 0; cell < symbols.Length; cell++)
        {
            (inputs[0], inputs[1]) = (problem.Features[cell], symbols[cell]);
            ReadOnlySpan<int> neighbours = around.NeighboursOf(cell);
            for (int direction = 0; direction < MazeGrid.Degree; direction++)
            {
                inputs[2 + direction] = neighbours[direction] == NeighbourRelation.None ? 0 : symbols[neighbours[direction]];
            }

            found.Add(WaveSpecification.Machine.Shape.Key(inputs));
        }
    }

    private static MazeBoard Draw(ref SeededRandom random)
    {
        int rows = 1 + random.NextInt32(LargestSide), columns = 2 + random.NextInt32(LargestSide - 1), count = rows * columns;
        int walls = random.NextInt32(51);
        var cells = new MazeCell[count];
        foreach (ref MazeCell cell in cells.AsSpan())
        {
            cell = random.NextInt32(100) < walls ? MazeCell.Wall : MazeCell.Free;
        }

        int start = random.NextInt32(count), goal = random.NextInt32(count - 1);
        (cells[start], cells[goal >= start ? goal + 1 : goal]) = (MazeCell.Start, MazeCell.Goal);
        return new MazeBoard(rows, columns, cells);
    }
}
