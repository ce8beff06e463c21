using System.Text.Json;
using TinyRecursion.Recursion;
using TinyRecursion.Tasks.Common;

namespace TinyRecursion.Tasks.Maze;

/// <summary>The answer to a maze.</summary>
/// <param name="Puzzle">The maze.</param>
/// <param name="Marks">The path marked at the end; a shortest one only if <paramref name="Verdict"/> says so.</param>
/// <param name="Verdict">The checker's verdict.</param>
/// <param name="IsExact">
/// Whether the answer is the label, for models of token sequences in every token, as published results count; null where
/// no label is given.
/// </param>
/// <param name="Reason">The reason why the run ended.</param>
/// <param name="RunSteps">Steps of the run that gave the answer.</param>
/// <param name="TotalSteps">Steps of all runs.</param>
/// <param name="Restart">The start that gave the answer, from 0.</param>
internal sealed record MazeAnswer(
    MazePuzzle Puzzle, MazeMarks Marks, MazeVerdict Verdict, bool? IsExact, HaltReason Reason, long RunSteps, long TotalSteps, int Restart) : Answer
{
    private static readonly Metric Valid = new("valid", MetricKind.Share, "answered by a path");
    private static readonly Metric WithoutPath = new("noPath", MetricKind.Count, "without a path");
    private static readonly Metric Length = new("length", MetricKind.Mean, "moves of the paths");
    private static readonly Metric ShortestLength = new("shortestLength", MetricKind.Mean, "moves of the shortest");

    /// <summary>The probability that a halting head gives the answer of being right; null for rules that were not asked.</summary>
    public double? Confidence { get; init; }

    /// <summary>Whether the maze has no path, which the checker's search proves, whatever the rule marks.</summary>
    public bool HasNoPath => Verdict.ShortestMoves is null;

    public override AnswerStatus Status => HasNoPath ? AnswerStatus.Refuted : Verdict.IsShortest ? AnswerStatus.Solved : NotSolved;

    public override HaltReason Limit => LimitOf(Reason);

    /// <summary>Whether the answer is right: one of the shortest paths, or nothing marked where there is none.</summary>
    public override bool IsSolved => Verdict.IsRight;

    /// <summary>Whether the answer is right, or the maze has no path.</summary>
    public override bool IsAccepted => IsSolved || HasNoPath;

    public override long Steps => TotalSteps;

    public override IEnumerable<MetricValue> Metrics()
    {
        if (IsExact is { } exact)
        {
            yield return Metric.Exact.Of(exact);
        }

        yield return Metric.Cells.Of(IsSolved ? 1 : RightCells());
        yield return Valid.Of(Verdict.IsPath || Verdict.IsNoPath);
        yield return WithoutPath.Of(HasNoPath);
        if (Verdict is { Moves: { } moves, ShortestMoves: { } shortest })
        {
            yield return Length.Of(moves);
            yield return ShortestLength.Of(shortest);
        }
    }

    public override string Failure() => HasNoPath ? "there is no path" : GivenUp ?? Verdict.ToString() + (Limit == HaltReason.StepLimit ? "; ended at the limit on steps" : string.Empty);

    public override void WriteText(TextWriter output, TextColours colours = TextColours.None)
    {
        output.Write(MazeText.Of(this, colours));
    }

    public override void WriteJson(Utf8JsonWriter json)
    {
        json.WriteNumber("rows", Puzzle.Board.Rows);
        json.WriteNumber("columns", Puzzle.Board.Columns);
        json.WriteString("maze", Puzzle.Board.ToString());
        json.WriteString("answer", Puzzle.Board.ToString(Marks));
        json.WriteBoolean("valid", Verdict.IsPath);
        JsonText.WriteNumber(json, "moves", Verdict.Moves);
        JsonText.WriteNumber(json, "shortestMoves", Verdict.ShortestMoves);
        if (IsExact is { } exact)
        {
            json.WriteBoolean("exact", exact);
        }

        json.WriteNumber("runSteps", RunSteps);
        json.WriteNumber("restart", Restart);
        JsonText.WriteNumber(json, "confidence", Confidence);
        JsonText.WriteStrings(json, "reasons", Verdict.Reasons);
    }

    /// <summary>The answer to a maze whose run a limit ended: nothing is marked.</summary>
    internal static MazeAnswer Unfinished(MazePuzzle puzzle, HaltReason limit)
    {
        MazeBoard board = puzzle.Board;
        var marks = new MazeMarks(board.Rows, board.Columns, []);
        MazeVerdict verdict = MazeChecker.Check(board, marks, puzzle.Label, MazePaths.ShortestMoves(board));
        return new MazeAnswer(puzzle, marks, verdict, verdict.EqualsLabel, limit, 0, 0, 0);
    }

    /// <summary>The share of the cells that are marked as they are on one of the shortest paths.</summary>
    private double RightCells()
    {
        MazeMarks? path = MazePaths.Label(Puzzle.Board);
        int right = 0;
        for (int cell = 0; cell < Puzzle.Board.Cells.Length; cell++)
        {
            right += Marks[cell] == (path is not null && path[cell]) ? 1 : 0;
        }

        return (double)right / Puzzle.Board.Cells.Length;
    }
}
