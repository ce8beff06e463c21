namespace TinyRecursion.Tasks.Sudoku;

/// <summary>One reason why an answer is not a solution.</summary>
public sealed record SudokuConflict
{
    internal SudokuConflict(SudokuUnit unit, int index, int digit, IReadOnlyList<int> cells, int side) =>
        (Unit, Index, Digit, Cells, Side) = (unit, index, digit, cells, side);

    /// <summary>The row, column or box, from 0; the cell for clues and empty cells.</summary>
    public int Index { get; }

    /// <summary>The digit that occurs twice or was changed; 0 for an empty cell.</summary>
    public int Digit { get; }

    /// <summary>The cells concerned, row by row from 0.</summary>
    public IReadOnlyList<int> Cells { get; }

    /// <summary>The board's side.</summary>
    public int Side { get; }

    internal SudokuUnit Unit { get; }

    /// <summary>A sentence such as <c>digit 5 twice in row 3 (r3c2, r3c7)</c>; rows and columns from 1.</summary>
    public override string ToString()
    {
        string places = string.Join(", ", Cells.Select(cell => $"r{(cell / Side) + 1}c{(cell % Side) + 1}"));
        return Unit switch
        {
            SudokuUnit.Clue => $"the clue {SudokuBoard.Symbol(Digit)} at {places} was changed",
            SudokuUnit.Empty => $"{places} is empty",
            _ => $"digit {SudokuBoard.Symbol(Digit)} {(Cells.Count == 2 ? "twice" : Cells.Count + " times")} in "
                + $"{(Unit == SudokuUnit.Row ? "row" : Unit == SudokuUnit.Column ? "column" : "box")} {Index + 1} ({places})",
        };
    }
}
