using TinyRecursion.Tasks.Sudoku;

namespace TinyRecursion.TorchComparison;

/// <summary>Makes the batches that are compared.</summary>
internal static class Batches
{
    /// <summary>Boards without clues: every candidate is live, nothing is masked.</summary>
    public static CandidateBoard[] Full(int count, ulong seed)
    {
        var random = new SeededRandom(seed);
        var live = new bool[CandidateBoard.Candidates];
        Array.Fill(live, true);
        var boards = new CandidateBoard[count];
        for (int b = 0; b < count; b++)
        {
            boards[b] = CandidateBoard.Create(live, ref random);
        }

        return boards;
    }

    /// <summary>Puzzles of a file, from the start again where there are too few; those that singles solve are left out.</summary>
    /// <exception cref="InstanceFormatException">The file cannot be read.</exception>
    /// <exception cref="InvalidDataException">It has no 9×9 puzzle that has a solution beside it and needs more than singles.</exception>
    public static CandidateBoard[] FromFile(string path, int count)
    {
        List<CandidateBoard> boards = SudokuFile.ReadAll(path)
            .Where(puzzle => puzzle.Board.Side == 9 && puzzle.Solution is not null)
            .Select(puzzle => (Encoded: SudokuEncoding.Encode(puzzle.Board), puzzle.Solution))
            .Where(puzzle => puzzle.Encoded.Problem.Cells > 0)
            .Select(puzzle => FromPuzzle(puzzle.Encoded, puzzle.Solution!))
            .ToList();
        return boards.Count > 0
            ? Enumerable.Range(0, count).Select(i => boards[i % boards.Count]).ToArray()
            : throw new InvalidDataException($"{path} holds no 9×9 puzzle with a solution that needs more than singles.");
    }

    private static CandidateBoard FromPuzzle(EncodedSudoku puzzle, SudokuBoard solution)
    {
        var live = new bool[CandidateBoard.Candidates];
        for (int i = 0; i < puzzle.Problem.Cells; i++)
        {
            live[(puzzle.CandidateCells[i] * 9) + puzzle.CandidateDigits[i] - 1] = true;
        }

        return new CandidateBoard(live, puzzle.Problem, puzzle.Labels(solution));
    }
}
