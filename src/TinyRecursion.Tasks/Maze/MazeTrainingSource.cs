using TinyRecursion.Learning;

namespace TinyRecursion.Tasks.Maze;

/// <summary>
/// Generated mazes with their answers, and nothing else, to learn from end to end: random walls on up to half of the cells.
/// Hints shorten the path from start to goal, and with it the maze.
/// </summary>
/// <param name="largestSide">The most rows and columns.</param>
/// <param name="mostMoves">The longest path.</param>
internal sealed class MazeTrainingSource(int largestSide, int mostMoves) : ITrainingSource
{
    /// <summary>The smallest board.</summary>
    public const int SmallestSide = 3;

    /// <summary>The most steps that an example is given beyond what its answer takes.</summary>
    private const int Spare = 8;

    private const int GoalsTried = 4;

    public string Identity => $"generated mazes of at most {largestSide}×{largestSide} and {mostMoves} moves";

    public int MaximumHint => mostMoves - 1;

    /// <summary>The most steps of a segment.</summary>
    public int LongestSegment => (2 * mostMoves) + Spare;

    public TrainingExample Create(ulong seed, int hint)
    {
        var random = new SeededRandom(seed);
        // Squared, so that short paths, which teach the first steps, are frequent at first.
        float left = MaximumHint == 0 ? 1f : 1f - ((float)hint / MaximumHint);
        int longest = 1 + (int)(((mostMoves - 1) * left * left) + 0.5f);
        // A smaller board hardly has a path so long.
        int least = Math.Clamp((int)Math.Ceiling(Math.Pow(longest, 1 / 1.38)), SmallestSide, largestSide);
        while (true)
        {
            int rows = Math.Min(largestSide, least + random.NextInt32(4)), columns = Math.Min(largestSide, least + random.NextInt32(4));
            float density = 0.5f * random.NextSingle();
            var cells = new MazeCell[rows * columns];
            for (int cell = 0; cell < cells.Length; cell++)
            {
                cells[cell] = random.NextSingle() < density ? MazeCell.Wall : MazeCell.Free;
            }

            int moves = Math.Max(1, longest - random.NextInt32(Math.Max(1, longest / 3)));
            if (Place(cells, rows, columns, moves, ref random) is { } board)
            {
                // Some steps beyond what the answer takes, so that it must stand.
                return Label(board) with { Steps = (2 * moves) + 1 + random.NextInt32(Spare) };
            }
        }
    }

    /// <summary>Puts a start and a goal so many moves apart, or gives up.</summary>
    private static MazeBoard? Place(MazeCell[] cells, int rows, int columns, int moves, ref SeededRandom random)
    {
        for (int tried = 0; tried < GoalsTried; tried++)
        {
            int start = random.NextInt32(cells.Length), goal = -1, found = 0;
            int anywhere = cells[start] == MazeCell.Free ? Enumerable.Range(0, cells.Length).FirstOrDefault(cell => cell != start && cells[cell] == MazeCell.Free, -1) : -1;
            if (anywhere < 0)
            {
                continue;
            }

            int[] distances = MazePaths.Distances(With(start, anywhere), start);
            for (int cell = 0; cell < distances.Length; cell++)
            {
                if (distances[cell] == moves && random.NextInt32(++found) == 0)
                {
                    goal = cell;
                }
            }

            if (goal >= 0)
            {
                return With(start, goal);
            }
        }

        return null;

        MazeBoard With(int start, int goal)
        {
            var placed = (MazeCell[])cells.Clone();
            (placed[start], placed[goal]) = (MazeCell.Start, MazeCell.Goal);
            return new MazeBoard(rows, columns, placed);
        }
    }

    /// <summary>
    /// The example of a maze: the marks of its answer, and for each cell the first move of the answer that it would have
    /// with its start there. Each is asked for as soon as it can be known: what is n moves away is felt after n steps.
    /// </summary>
    private static TrainingExample Label(MazeBoard board)
    {
        int[] open = MazeGrid.OpenCells(board);
        int[] toGoal = MazePaths.Distances(board, board.Goal);
        MazeMarks path = MazePaths.Label(board)!;
        var marks = new DueLabel[open.Length];
        var moves = new DueLabel[open.Length];
        for (int i = 0; i < open.Length; i++)
        {
            int cell = open[i], away = toGoal[cell];
            moves[i] = away > 0 ? new DueLabel(MazePaths.FirstMove(board, cell, toGoal), away + 1) : DueLabel.None;
            // That a path leads over a cell can be known when the start has heard of the goal, and the cell of the start.
            marks[i] = board.Cells[cell] != MazeCell.Free ? DueLabel.None
                : path[cell] ? new DueLabel(1, (2 * toGoal[board.Start]) - away + 1)
                : new DueLabel(0, 0);
        }

        return new TrainingExample(MazeGrid.Encode(board), new DueLoss(marks, moves));
    }
}
