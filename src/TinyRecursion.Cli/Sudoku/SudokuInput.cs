using TinyRecursion.Cli.Common;
using TinyRecursion.Tasks.Sudoku;

namespace TinyRecursion.Cli.Sudoku;

/// <summary>Reads the puzzles that a command was given.</summary>
internal static class SudokuInput
{
    /// <summary>Reads a file, or standard input for <c>-</c>.</summary>
    /// <param name="file">Path or <c>-</c>.</param>
    /// <param name="limit">Most puzzles to read; what follows is not looked at.</param>
    public static IReadOnlyList<SudokuPuzzle> Read(string file, int limit) => InputText.Read(file, limit, (reader, name) => SudokuFile.Read(reader, name));
}
