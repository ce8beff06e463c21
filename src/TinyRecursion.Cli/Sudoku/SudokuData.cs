using System.Security.Cryptography;
using System.Text;
using TinyRecursion.Cli.Common;
using TinyRecursion.Tasks.Sudoku;

namespace TinyRecursion.Cli.Sudoku;

/// <summary>Sudokus to train on.</summary>
internal static class SudokuData
{
    /// <summary>Reads puzzles that must have solutions.</summary>
    /// <exception cref="InputException">One has none.</exception>
    public static List<SudokuPuzzle> ReadSolved(string[] files)
    {
        var puzzles = new List<SudokuPuzzle>();
        foreach (string file in files)
        {
            foreach (SudokuPuzzle puzzle in SudokuInput.Read(file, int.MaxValue))
            {
                puzzles.Add(puzzle.Solution is not null
                    ? puzzle
                    : throw new InputException($"{file}: line {puzzle.Line}: has no solution column to learn from"));
            }
        }

        return puzzles;
    }

    /// <summary>Names puzzles with a digest of them.</summary>
    public static string Identity(IReadOnlyList<SudokuPuzzle> puzzles)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (SudokuPuzzle puzzle in puzzles)
        {
            hash.AppendData(Encoding.ASCII.GetBytes(puzzle.Board.ToString()));
        }

        return $"sudoku, {puzzles.Count} puzzles, sha256 {Convert.ToHexStringLower(hash.GetHashAndReset())[..16]}";
    }
}
