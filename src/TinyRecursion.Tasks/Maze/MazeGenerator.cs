using TinyRecursion.Tasks.Common;

namespace TinyRecursion.Tasks.Maze;

/// <summary>
/// Makes mazes like those of Maze-Hard: a uniform number of walls on random cells, start and goal among the free ones,
/// kept if the shortest path is long enough; and others, see <see cref="MazeKind"/>. Maze i of a seed depends on the seed,
/// i and the options alone.
/// </summary>
internal static class MazeGenerator
{
    /// <summary>Makes a maze with the label that <see cref="MazePaths.Label"/> picks.</summary>
    /// <param name="seed">Chooses the stream of mazes.</param>
    /// <param name="index">The maze within the stream.</param>
    /// <param name="options">What mazes to make; null for mazes like Maze-Hard.</param>
    /// <param name="cancellation">Ends the search between layouts.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    /// <exception cref="InvalidOperationException">No layout tried has a path as long as asked for.</exception>
    /// <exception cref="OperationCanceledException">The search was cancelled.</exception>
    public static MazePuzzle Generate(ulong seed, ulong index, MazeGeneratorOptions? options = null, CancellationToken cancellation = default)
    {
        options ??= new MazeGeneratorOptions();
        options.Check();
        SeededRandom random = SeededRandom.For(seed, index);
        var distances = new MazeDistances(options.Rows, options.Columns);
        for (int layout = 0; layout < options.MaximumLayouts; layout++)
        {
            cancellation.ThrowIfCancellationRequested();
            var cells = new MazeCell[options.Rows * options.Columns];
            int[] free = options.Kind == MazeKind.Perfect ? Carve(options, cells, ref random) : Scatter(options, cells, ref random);
            distances.Load(cells);
            if (free.Length < 2 || distances.HasNoPathOf(options.MinimumMoves))
            {
                continue;
            }

            for (int pair = 0; pair < options.Pairs; pair++)
            {
                int first = random.NextInt32(free.Length), second = random.NextInt32(free.Length - 1);
                second += second >= first ? 1 : 0;
                int moves = distances.Between(free[first], free[second]);
                if (options.MinimumMoves == 0 ? moves < 0 : moves >= options.MinimumMoves)
                {
                    (cells[free[first]], cells[free[second]]) = (MazeCell.Start, MazeCell.Goal);
                    var board = new MazeBoard(options.Rows, options.Columns, cells);
                    return new MazePuzzle(board, MazePaths.Label(board), 0);
                }
            }
        }

        throw new InvalidOperationException(
            $"No {(options.MinimumMoves == 0 ? "goal beyond reach" : $"path of {options.MinimumMoves} moves")} in {options.MaximumLayouts} mazes of {options.Rows}×{options.Columns}"
            + (options.Kind == MazeKind.Walls ? $" with {options.MinimumWalls} to {options.MaximumWalls} walls." : "."));
    }

    /// <summary>Lays walls on random cells; returns the free ones.</summary>
    private static int[] Scatter(MazeGeneratorOptions options, MazeCell[] cells, ref SeededRandom random)
    {
        int walls = options.MinimumWalls + random.NextInt32(options.MaximumWalls - options.MinimumWalls + 1);
        int[] order = Permutations.Draw(cells.Length, ref random);
        cells.AsSpan().Fill(MazeCell.Free);
        foreach (int wall in order.AsSpan(0, walls))
        {
            cells[wall] = MazeCell.Wall;
        }

        return order[walls..];
    }

    /// <summary>Carves corridors by a walk that goes on as long as it can and then backs up; returns the free cells.</summary>
    private static int[] Carve(MazeGeneratorOptions options, MazeCell[] cells, ref SeededRandom random)
    {
        // A room is every second cell of every second row; a corridor leads to the next room through the cell between.
        int rows = (options.Rows + 1) / 2, columns = (options.Columns + 1) / 2;
        var path = new Stack<int>();
        var free = new List<int>();
        Enter(random.NextInt32(rows * columns));
        Span<int> unvisited = stackalloc int[MazeGrid.Degree];
        while (path.TryPeek(out int room))
        {
            int count = 0;
            for (int direction = 0; direction < MazeGrid.Degree; direction++)
            {
                int next = MazeGrid.Neighbour(room, direction, rows, columns);
                if (next >= 0 && cells[Place(next)] == MazeCell.Wall)
                {
                    unvisited[count++] = next;
                }
            }

            if (count == 0)
            {
                path.Pop();
                continue;
            }

            int chosen = unvisited[random.NextInt32(count)];
            Open((Place(room) + Place(chosen)) / 2);
            Enter(chosen);
        }

        return [.. free];

        void Enter(int room)
        {
            Open(Place(room));
            path.Push(room);
        }

        void Open(int cell)
        {
            cells[cell] = MazeCell.Free;
            free.Add(cell);
        }

        int Place(int room) => (room / columns * 2 * options.Columns) + (room % columns * 2);
    }
}
