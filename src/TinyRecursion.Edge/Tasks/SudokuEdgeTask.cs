using TinyRecursion.Edge.Lowering;
using TinyRecursion.Rules;
using TinyRecursion.Tasks.Sudoku;

namespace TinyRecursion.Edge.Tasks;

/// <summary>Sudokus of 9×9: a cell for each candidate that singles leave open.</summary>
/// <param name="cells">Most cells; null for what suits the task.</param>
internal sealed class SudokuEdgeTask(int? cells) : EdgeTask(TaskName, "Sudoku", SudokuEncoding.FeatureColumns)
{
    /// <summary>The task's name.</summary>
    public const string TaskName = "sudoku";

    private const int Board = 81;

    /// <summary>Two digits in two places: what singles leave open at least, if anything.</summary>
    private const int FewestCells = 4;

    /// <summary>Of 15,000 very hard boards, the one that singles leave most open has 291.</summary>
    private const int DefaultCells = 296;

    public override int Cells => Math.Clamp(cells ?? DefaultCells, FewestCells, Board * 9);

    /// <remarks>Every group has two members at least: a single one would have been settled.</remarks>
    public override IReadOnlyList<RelationBound> Relations =>
    [
        new RelationBound(SudokuEncoding.CellRelation, 0, Math.Min(Board, (Cells / 2) + 1), Cells),
        new RelationBound(SudokuEncoding.LineRelation, 0, Math.Min(2 * Board, Cells + 1), 2 * Cells),
        new RelationBound(SudokuEncoding.BoxRelation, 0, Math.Min(Board, (Cells / 2) + 1), Cells),
    ];

    public override void AddMemory(CMemory memory)
    {
        memory.Add("uint8_t", "puzzle", "SUDOKU_BOARD", Board, "the clues, 0 for empty");
        memory.Add("uint8_t", "answer", "SUDOKU_BOARD", Board, "the digits read out last");
        memory.Add("uint8_t", "settled", "SUDOKU_BOARD", Board, "whether singles have settled a place");
        memory.Add("uint8_t", "queue", "SUDOKU_BOARD", Board, "settled places whose peers still hold the digit");
        memory.Add("uint16_t", "masks", "SUDOKU_BOARD", Board, "the digits possible in a place, bit 0 for 1");
        memory.Add("uint16_t", "queued", string.Empty, 1, "how many those are");
        memory.Add("uint8_t", "contradiction", string.Empty, 1, "whether singles contradict each other");
        memory.Add("uint8_t", "candidate_place", "SUDOKU_CELLS", Cells, "where a candidate stands");
        memory.Add("uint8_t", "candidate_digit", "SUDOKU_CELLS", Cells, "its digit, 0 to 8");
    }
}
