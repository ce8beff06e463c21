using TinyRecursion.Tasks.Maze;
using TinyRecursion.Tasks.Sequences;

namespace TinyRecursion.Cli.Maze;

/// <summary>What a model made of a maze, and what the checker says of it.</summary>
/// <param name="Puzzle">The maze.</param>
/// <param name="Marks">The way that is marked.</param>
/// <param name="Verdict">What the checker says.</param>
/// <param name="IsExact">Whether every token is the label's, as published results count; null where no label is given.</param>
/// <param name="Run">The run.</param>
internal sealed record MazeAnswer(MazePuzzle Puzzle, MazeMarks Marks, MazeVerdict Verdict, bool? IsExact, SequenceResult Run)
{
    /// <summary>Checks an answer.</summary>
    public static MazeAnswer Of(MazePuzzle puzzle, SequenceResult run)
    {
        MazeMarks marks = MazeEncoding.Decode(run.Tokens, puzzle.Board);
        bool? exact = puzzle.Label is { } label
            ? MazeEncoding.Encode(puzzle.Board, label).Labels.AsSpan().SequenceEqual(run.Tokens)
            : null;
        return new MazeAnswer(puzzle, marks, MazeChecker.Check(puzzle.Board, marks, puzzle.Label), exact, run);
    }
}
