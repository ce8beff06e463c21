using System.Globalization;
using System.Text.Json;
using TinyRecursion.Recursion;
using TinyRecursion.Recursion.Search;
using TinyRecursion.Tasks.Common;

namespace TinyRecursion.Tasks.Sudoku;

/// <summary>The answer to a Sudoku.</summary>
/// <param name="Puzzle">The puzzle.</param>
/// <param name="Board">The board that was read out; blank where there is none.</param>
/// <param name="Verdict">The checker's verdict.</param>
/// <param name="Reason">The reason why the run ended.</param>
/// <param name="RunSteps">Steps of the run that gave the answer.</param>
/// <param name="TotalSteps">Steps of all runs.</param>
/// <param name="Restart">The start that gave the answer, from 0.</param>
public sealed record SudokuAnswer(
    SudokuPuzzle Puzzle, SudokuBoard Board, SudokuVerdict Verdict, HaltReason Reason, long RunSteps, long TotalSteps, int Restart) : Answer
{
    private static readonly Metric Nodes = new("nodes", MetricKind.Total, "nodes in all");
    private static readonly Metric NodesToAnswer = new("nodesToAnswer", MetricKind.Total, "nodes until the answer");
    private static readonly Metric Unique = new("unique", MetricKind.Count, "shown to have one solution");
    private static readonly Metric Several = new("several", MetricKind.Count, "with several solutions");
    private static readonly Metric Refuted = new("refuted", MetricKind.Count, "refuted");
    private static readonly Metric Abandoned = new("gaveUp", MetricKind.Count, "given up");

    /// <summary>The end of the search, where there was one.</summary>
    public SearchOutcome<SudokuBoard>? Search { get; init; }

    /// <summary>Solutions that are known: 0 or 1 where that is proved, 2 for several; null where it is not known.</summary>
    public int? Solutions => Reason == HaltReason.Refuted ? 0
        : Search is { } search && (search.IsExhausted || search.Answers.Count > 1) ? search.Answers.Count
        : null;

    /// <summary>How far a search goes for the note, where the answer itself is none of a search.</summary>
    internal SearchLimits NoteLimits { get; init; } = new SudokuRunOptions().Limits;

    /// <inheritdoc/>
    public override AnswerStatus Status => Verdict.IsSolved ? AnswerStatus.Solved
        : Reason == HaltReason.Refuted ? AnswerStatus.Refuted
        : Search is { Answer: null, IsExhausted: false } ? AnswerStatus.GaveUp
        : NotSolved;

    /// <inheritdoc/>
    public override HaltReason Limit => Search?.Limit ?? LimitOf(Reason);

    /// <inheritdoc/>
    public override long Steps => TotalSteps;

    /// <inheritdoc/>
    public override IEnumerable<MetricValue> Metrics()
    {
        if (Puzzle.Solution is { } solution)
        {
            yield return Metric.Exact.Of(IsSolved && Board.Equals(solution));
            yield return Metric.Cells.Of(IsSolved ? 1 : RightCells(solution));
        }

        yield return Refuted.Of(Status == AnswerStatus.Refuted);
        if (Search is { } search)
        {
            yield return Nodes.Of(search.Nodes);
            yield return NodesToAnswer.Of(search.NodesToAnswer);
            yield return Unique.Of(search.IsUnique);
            yield return Several.Of(Solutions > 1);
            yield return Abandoned.Of(Status == AnswerStatus.GaveUp);
        }
    }

    /// <summary>A note beside the answer: that the board has no solution, or several; found by search in any case, which does not help the rule.</summary>
    public string Note() => (Solutions ?? FindSolutions()) switch
    {
        0 => "the board has no solution",
        > 1 => "the board has several solutions",
        null => IsSolved ? "not known whether it is the only solution" : "not known whether there is a solution",
        _ => string.Empty,
    };

    /// <inheritdoc/>
    public override string Failure() => this switch
    {
        { Status: AnswerStatus.GaveUp, Search: { } search } => string.Create(
            CultureInfo.InvariantCulture,
            $"gave up at the limit on {LimitName} after {search.Nodes} nodes, {search.Depth} deep, {search.OpenNodes} open"),
        { Search: { } search } => string.Create(CultureInfo.InvariantCulture, $"refuted by search in {search.Nodes} nodes"),
        { Reason: HaltReason.Refuted } => SudokuChecker.CheckClues(Puzzle.Board).Conflicts is [var conflict, ..] ? $"clues in conflict: {conflict}" : "singles contradict each other",
        _ => GivenUp ?? string.Join("; ", Verdict.Conflicts.Take(4)) + (Limit == HaltReason.StepLimit ? "; ended at the limit on steps" : string.Empty),
    };

    /// <summary>All of it in one line: the solution and its cost, or <c>unsolved</c>, the puzzle's line and why; then the note.</summary>
    public override string ToString()
    {
        string note = Note() is { Length: > 0 } text ? $"  # {text}" : string.Empty;
        return IsSolved ? $"{Board}  {Cost}{note}" : $"unsolved line {Puzzle.Line}: {Failure()}{note}";
    }

    /// <inheritdoc/>
    public override void WriteText(TextWriter output, TextColours colours = TextColours.None)
    {
        ArgumentNullException.ThrowIfNull(output);
        if (colours == TextColours.None)
        {
            output.Write(ToString() + "\n");
            return;
        }

        // A line of 81 digits is for programs; who looks at a terminal has the board.
        string note = Note() is { Length: > 0 } text ? $"  # {text}" : string.Empty;
        output.Write(SudokuText.Draw(Puzzle.Board, Board.Cells, colours));
        output.Write(IsSolved ? $"line {Puzzle.Line}: solved, {Cost}{note}\n\n" : ToString() + "\n\n");
    }

    /// <inheritdoc/>
    public override void WriteJson(Utf8JsonWriter json)
    {
        ArgumentNullException.ThrowIfNull(json);
        json.WriteString("puzzle", Puzzle.Board.ToString());
        if (IsSolved)
        {
            json.WriteString("solution", Board.ToString());
        }
        json.WriteNumber("runSteps", RunSteps);
        json.WriteNumber("restart", Restart);
        json.WriteNumber("nodes", Search?.Nodes ?? 0);
        if (Note() is { Length: > 0 } note)
        {
            json.WriteString("note", note);
        }

        JsonText.WriteStrings(json, "conflicts", Verdict.Conflicts.Select(conflict => conflict.ToString()));
    }

    private string Cost => Search is { } search ? $"{search.Nodes} nodes" : $"{RunSteps} steps";

    private double RightCells(SudokuBoard solution)
    {
        int same = 0;
        for (int i = 0; i < solution.Cells.Length; i++)
        {
            same += Board.Cells[i] == solution.Cells[i] ? 1 : 0;
        }

        return (double)same / solution.Cells.Length;
    }

    private int? FindSolutions()
    {
        // What was given up at a limit has had its time.
        if (Search is not null || GivenUp is not null)
        {
            return null;
        }

        SearchLimits limits = NoteLimits.Time is { } time ? NoteLimits with { Time = TimeSpan.FromTicks(Math.Max(1, (time - Elapsed).Ticks)) } : NoteLimits;
        SearchOutcome<SudokuBoard> outcome = SudokuSearch.Create(limits).Run(Puzzle.Board);
        return outcome.Reason == HaltReason.Refuted ? 0 : outcome.IsExhausted || outcome.Answers.Count > 1 ? outcome.Answers.Count : null;
    }

    private protected override string StepName => Search is null ? base.StepName : "nodes";
}
