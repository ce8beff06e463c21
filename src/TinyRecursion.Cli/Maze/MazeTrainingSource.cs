using TinyRecursion.Tasks.Maze;
using TinyRecursion.Training.Gradients;
using TinyRecursion.Training.Supervision;

namespace TinyRecursion.Cli.Maze;

/// <summary>
/// Generated mazes with their answers, and nothing else, to learn from end to end: random walls on 10 to 50 % of the cells.
/// Help shortens the way from start to goal, and with it the maze.
/// </summary>
/// <param name="largestSide">The most rows and columns.</param>
/// <param name="mostMoves">The longest way.</param>
internal sealed class MazeTrainingSource(int largestSide, int mostMoves) : ITrainingSource
{
    /// <summary>The smallest board.</summary>
    public const int SmallestSide = 3;

    /// <summary>Steps that every example is given beyond one a move, at least and at most.</summary>
    private const int Spare = 8;

    private const int GoalsTried = 4;

    /// <inheritdoc/>
    public string Identity => $"generated mazes of at most {largestSide}×{largestSide} and {mostMoves} moves";

    /// <inheritdoc/>
    public int MaximumHelp => mostMoves - 1;

    /// <summary>The most steps of a segment.</summary>
    public int LongestSegment => (2 * mostMoves) + (2 * Spare);

    /// <inheritdoc/>
    public TrainingExample Create(ulong seed, int help)
    {
        var random = new SeededRandom(seed);
        // Squared, so that short ways, which teach the first steps, are frequent at first.
        float left = MaximumHelp == 0 ? 1f : 1f - ((float)help / MaximumHelp);
        int longest = 1 + (int)(((mostMoves - 1) * left * left) + 0.5f);
        // A smaller board hardly has a way so long.
        int least = Math.Clamp((int)Math.Ceiling(Math.Pow(longest, 1 / 1.38)), SmallestSide, largestSide);
        while (true)
        {
            int rows = Math.Min(largestSide, least + random.NextInt32(4)), columns = Math.Min(largestSide, least + random.NextInt32(4));
            float density = 0.1f + (0.4f * random.NextSingle());
            var cells = new MazeCell[rows * columns];
            for (int cell = 0; cell < cells.Length; cell++)
            {
                cells[cell] = random.NextSingle() < density ? MazeCell.Wall : MazeCell.Free;
            }

            int moves = Math.Max(1, longest - random.NextInt32(Math.Max(1, longest / 3)));
            if (Place(cells, rows, columns, moves, ref random) is { } board && Label(board) is { } labelled)
            {
                // Some steps beyond what the answer takes, so that it must stand.
                return labelled with { Steps = moves + Spare + random.NextInt32(moves + Spare) };
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

            int[] distances = MazeSolver.Distances(With(start, anywhere), start);
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

    /// <summary>The example of a maze; null where it has no free cell.</summary>
    private static TrainingExample? Label(MazeBoard board)
    {
        MazeMarks way = MazeSolver.Label(board)!;
        // The cells of the problem are those of the board that are no walls.
        int[] labels = [.. Enumerable.Range(0, board.Cells.Length).Where(cell => board.Cells[cell] != MazeCell.Wall)
            .Select(cell => board.Cells[cell] != MazeCell.Free ? TokenLoss.Ignored : way[cell] ? 1 : 0)];
        return labels.All(label => label == TokenLoss.Ignored) ? null : new TrainingExample(MazeGrid.Encode(board), new MarkLoss(labels));
    }
}
