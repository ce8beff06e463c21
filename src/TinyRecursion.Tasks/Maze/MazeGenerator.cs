using TinyRecursion.Tasks.Common;

namespace TinyRecursion.Tasks.Maze;

/// <summary>
/// Makes mazes like those of Maze-Hard: a uniform number of walls on random cells, start and goal among the free ones,
/// kept if the shortest way is long enough. Maze i of a seed depends on the seed, i and the options alone.
/// </summary>
public static class MazeGenerator
{
    /// <summary>Makes a maze with the label that <see cref="MazeSolver.Label"/> picks.</summary>
    /// <param name="seed">Chooses the stream of mazes.</param>
    /// <param name="index">The maze within the stream.</param>
    /// <param name="options">What mazes to make; null for mazes like Maze-Hard.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    /// <exception cref="InvalidOperationException">No layout tried has a way as long as asked for.</exception>
    public static MazePuzzle Generate(ulong seed, ulong index, MazeGeneratorOptions? options = null)
    {
        options ??= new MazeGeneratorOptions();
        options.Check();
        SeededRandom random = SeededRandom.For(seed, index);
        var distances = new MazeDistances(options.Side);
        for (int layout = 0; layout < options.MaximumLayouts; layout++)
        {
            int walls = options.MinimumWalls + random.NextInt32(options.MaximumWalls - options.MinimumWalls + 1);
            int[] order = Permutations.Draw(options.Side * options.Side, ref random);
            var cells = new MazeCell[order.Length];
            cells.AsSpan().Fill(MazeCell.Free);
            foreach (int wall in order.AsSpan(0, walls))
            {
                cells[wall] = MazeCell.Wall;
            }

            distances.Load(cells);
            if (distances.HasNoWayOf(options.MinimumMoves))
            {
                continue;
            }

            ReadOnlySpan<int> free = order.AsSpan(walls);
            for (int pair = 0; pair < options.Pairs; pair++)
            {
                int first = random.NextInt32(free.Length), second = random.NextInt32(free.Length - 1);
                second += second >= first ? 1 : 0;
                if (distances.Between(free[first], free[second]) >= options.MinimumMoves)
                {
                    (cells[free[first]], cells[free[second]]) = (MazeCell.Start, MazeCell.Goal);
                    var board = new MazeBoard(options.Side, options.Side, cells);
                    return new MazePuzzle(board, MazeSolver.Label(board), 0);
                }
            }
        }

        throw new InvalidOperationException(
            $"No way of {options.MinimumMoves} moves in {options.MaximumLayouts} mazes of {options.Side}×{options.Side} with {options.MinimumWalls} to {options.MaximumWalls} walls.");
    }
}
