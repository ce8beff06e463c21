namespace TinyRecursion.Tasks.Sudoku;

/// <summary>What a conflict is about.</summary>
internal enum SudokuUnit
{
    /// <summary>A row.</summary>
    Row,

    /// <summary>A column.</summary>
    Column,

    /// <summary>A box, counted row by row.</summary>
    Box,

    /// <summary>A clue that the answer changed.</summary>
    Clue,

    /// <summary>A cell that the answer left empty.</summary>
    Empty,
}
