using TinyRecursion.Recursion;
using TinyRecursion.Recursion.Search;

namespace TinyRecursion.Tasks.Sudoku;

/// <summary>
/// Complete search: singles are propagated, then the cell with the fewest candidates is guessed. It grades puzzles
/// and says whether a board has no, one or several solutions. Deterministic.
/// </summary>
/// <remarks>This is plain code without a model; rules are never helped by it.</remarks>
internal static class SudokuGrading
{
    /// <summary>Guesses after which a search gives up unless told otherwise: a few seconds.</summary>
    public const long DefaultMaximumGuesses = 1_000_000;

    /// <summary>Counts solutions up to a limit.</summary>
    /// <param name="board">The clues.</param>
    /// <param name="limit">Stop at this many.</param>
    /// <param name="maximumGuesses">Give up after this many guesses.</param>
    /// <returns>The number of solutions, at most <paramref name="limit"/>; null if the search gave up.</returns>
    public static int? CountSolutions(SudokuBoard board, int limit, long maximumGuesses = DefaultMaximumGuesses)
    {
        SearchOutcome<SudokuBoard> outcome = Search(board, limit, maximumGuesses);
        return outcome.Limit == HaltReason.None ? outcome.Answers.Count : null;
    }

    /// <summary>Finds one solution.</summary>
    /// <param name="board">The clues.</param>
    /// <param name="maximumGuesses">Give up after this many guesses.</param>
    /// <returns>A solution, or null if there is none or the search gave up.</returns>
    public static SudokuBoard? Solve(SudokuBoard board, long maximumGuesses = DefaultMaximumGuesses) =>
        Search(board, answersWanted: 1, maximumGuesses).Answer;

    /// <summary>
    /// The difficulty of a board: guesses of a search that goes on until it has shown the solution to be the only one.
    /// 0 means that singles suffice.
    /// </summary>
    /// <param name="board">A board with one solution.</param>
    /// <param name="maximumGuesses">The highest rating.</param>
    public static long Rate(SudokuBoard board, long maximumGuesses = DefaultMaximumGuesses) =>
        Search(board, answersWanted: 2, maximumGuesses).Nodes - 1;

    // Every node but the root is a guess: a digit tried in a cell that propagation left open.
    private static SearchOutcome<SudokuBoard> Search(SudokuBoard board, int answersWanted, long maximumGuesses) =>
        new TreeSearch<SudokuBoard, SudokuCandidates, SudokuBoard>(SudokuBranching.OfCells)
        {
            AnswersWanted = answersWanted,
            Limits = new SearchLimits { Nodes = maximumGuesses + 1 },
        }.Run(board);
}
