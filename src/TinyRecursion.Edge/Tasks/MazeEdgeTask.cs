using TinyRecursion.Edge.Lowering;
using TinyRecursion.Rules;
using TinyRecursion.Tasks.Maze;

namespace TinyRecursion.Edge.Tasks;

/// <summary>Mazes of any size up to a number of squares: a cell for each square that is no wall.</summary>
/// <param name="cells">Most cells; null for what suits the task.</param>
internal sealed class MazeEdgeTask(int? cells) : EdgeTask(TaskName, "Maze", MazeGrid.FeatureColumns)
{
    /// <summary>The task's name.</summary>
    public const string TaskName = "maze";

    /// <summary>The squares of the published mazes, 30×30.</summary>
    private const int DefaultCells = 900;

    /// <summary>A start and a goal.</summary>
    private const int FewestCells = 2;

    public override int Cells => Math.Max(cells ?? DefaultCells, FewestCells);

    public override IReadOnlyList<RelationBound> Relations => [new RelationBound(MazeGrid.Relation, MazeGrid.Degree, 0, 0)];

    public override void AddMemory(CMemory memory)
    {
        memory.Add("uint16_t", "rows", string.Empty, 1, "rows of the maze");
        memory.Add("uint16_t", "columns", string.Empty, 1, "its columns");
        memory.Add("uint16_t", "start", string.Empty, 1, "the square of the start");
        memory.Add("uint16_t", "goal", string.Empty, 1, "the square of the goal");
        memory.Add("uint16_t", "moves", string.Empty, 1, "the fewest moves");
        memory.Add("uint8_t", "looked", string.Empty, 1, "whether marks have been checked");
        memory.Add("uint8_t", "board", "MAZE_CELLS", Cells, "what stands on each square");
        memory.Add("uint8_t", "marks", "MAZE_CELLS", Cells, "whether it is marked");
        memory.Add("uint16_t", "numbers", "MAZE_CELLS", Cells, "the cell that it is; before that, the moves to it");
        memory.Add("uint16_t", "squares_of", "MAZE_CELLS", Cells, "the square of each cell");
    }
}
