namespace TinyRecursion.Tasks.Sudoku;

/// <summary>How hard a generated puzzle is; the rating is <see cref="SudokuGrading.Rate"/>.</summary>
internal enum SudokuDifficulty
{
    /// <summary>Minimal, and solved by singles alone: rating 0.</summary>
    Easy,

    /// <summary>Minimal, whatever the rating.</summary>
    Medium,

    /// <summary>Minimal, rating at least 10.</summary>
    Hard,

    /// <summary>Minimal and resistant to propagation: clues were exchanged to raise the rating to at least 60.</summary>
    Extreme,
}
