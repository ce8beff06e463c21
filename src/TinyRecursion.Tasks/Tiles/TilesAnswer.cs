using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using TinyRecursion.Recursion;

namespace TinyRecursion.Tasks.Tiles;

/// <summary>The moves found for a board, or the reason why there are none.</summary>
/// <param name="Puzzle">The board.</param>
/// <param name="Reason">
/// <see cref="HaltReason.Verified"/> with moves that <see cref="TilesChecker"/> accepted, <see cref="HaltReason.Refuted"/>
/// where it is proved that no moves order the board, or why it was given up.
/// </param>
/// <param name="Moves">The moves, empty without a plan.</param>
/// <param name="Nodes">Boards estimated.</param>
/// <param name="Depth">The most moves that any board looked at lies from the start.</param>
/// <param name="Closest">The lowest estimate met, in moves; infinite where none was made.</param>
/// <param name="PeakBytes">The most bytes that the search held.</param>
internal sealed record TilesAnswer(
    TilesPuzzle Puzzle, HaltReason Reason, IReadOnlyList<TilesMove> Moves, long Nodes, int Depth, float Closest, long PeakBytes) : Answer
{
    private static readonly Metric Refuted = new("refuted", MetricKind.Count, "proved out of reach");
    private static readonly Metric Length = new("length", MetricKind.Mean, "moves on average");
    private static readonly Metric KnownLength = new("knownLength", MetricKind.Mean, "moves known on average");
    private static readonly Metric LengthRatio = new("lengthRatio", MetricKind.Mean, "of the known length");
    private static readonly Metric NodesTotal = new("nodes", MetricKind.Total, "boards looked at");
    private static readonly Metric PeakBytesMost = new("peakBytes", MetricKind.Maximum, "bytes at most");
    private static readonly Metric SecondsMost = new("seconds", MetricKind.Maximum, "s at most");

    /// <summary>Boards solved in no more moves than are known, of those with a known length.</summary>
    public static Metric Exact { get; } = new("exact", MetricKind.Share, "no longer than known");

    /// <summary>The order that was to be reached.</summary>
    public TilesGoal Goal { get; init; }

    public override AnswerStatus Status => Reason switch
    {
        HaltReason.Verified => AnswerStatus.Solved,
        HaltReason.Refuted => AnswerStatus.Refuted,
        _ => AnswerStatus.GaveUp,
    };

    public override HaltReason Limit => LimitOf(Reason);

    /// <summary>A board that cannot be ordered is proved, and yet not solved.</summary>
    public override bool IsSolved => Status == AnswerStatus.Solved;

    /// <summary>Boards estimated.</summary>
    public override long Steps => Nodes;

    public override IEnumerable<MetricValue> Metrics()
    {
        if (IsSolved)
        {
            yield return Length.Of(Moves.Count);
        }

        if (Puzzle.KnownLength is { } known)
        {
            yield return Exact.Of(IsSolved && Moves.Count <= known);
            if (IsSolved)
            {
                yield return KnownLength.Of(known);
            }

            if (IsSolved && known > 0)
            {
                yield return LengthRatio.Of((double)Moves.Count / known, known);
            }
        }

        if (Status == AnswerStatus.Refuted)
        {
            yield return Refuted.Of(true);
        }

        yield return NodesTotal.Of(Nodes);
        yield return PeakBytesMost.Of(PeakBytes);
        yield return SecondsMost.Of(Elapsed.TotalSeconds);
    }

    /// <summary>Writes the board with its moves as a line that can be read again; without a plan, a comment that says why.</summary>
    public override void WriteText(TextWriter output, TextColours colours = TextColours.None)
    {
        output.WriteLine(IsSolved ? TilesLine.ToLine(Puzzle.Board, Moves) : $"# unsolved line {Puzzle.Line}: {Failure()}");
    }

    public override void WriteJson(Utf8JsonWriter json)
    {
        json.WriteString("board", Puzzle.Board.ToString());
        if (IsSolved)
        {
            json.WriteString("moves", TilesLine.MovesText(Moves));
            json.WriteNumber("length", Moves.Count);
        }
        if (Puzzle.KnownLength is { } known)
        {
            json.WriteNumber("knownLength", known);
        }
    }

    public override string Failure() => Reason switch
    {
        HaltReason.Refuted => "no sequence of moves reaches the goal",
        HaltReason.DeadEnd => $"gave up: the beam lost every path, {Far()}; try a wider --beam",
        HaltReason.StepLimit => $"gave up at the limit on nodes, {Far()}",
        HaltReason.TimeLimit => $"gave up at the limit on time, {Far()}",
        HaltReason.MemoryLimit => $"gave up at the limit on memory, {Far()}",
        _ => throw new UnreachableException(Reason.ToString()),
    };

    private protected override string StepName => "nodes";

    private string Far() => float.IsFinite(Closest)
        ? string.Create(CultureInfo.InvariantCulture, $"after {Nodes} boards and {Depth} moves, about {Closest:f0} moves from the goal")
        : "before the first board";
}
