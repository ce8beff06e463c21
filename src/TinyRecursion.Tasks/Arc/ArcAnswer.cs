using System.Globalization;
using System.Text.Json;
using TinyRecursion.Recursion;

namespace TinyRecursion.Tasks.Arc;

/// <summary>The answers to a test, by votes over the augmentations of its task. A test is solved if one of the two best is right.</summary>
/// <param name="Question">The test.</param>
/// <param name="Ranked">All different answers, the best first; none where the model showed no grid.</param>
/// <param name="Runs">Sequences run.</param>
/// <param name="Unreadable">Those whose tokens show no grid, so that they give no vote.</param>
/// <param name="TotalSteps">Supervision steps of all runs.</param>
internal sealed record ArcAnswer(ArcQuestion Question, IReadOnlyList<ArcCandidate> Ranked, int Runs, int Unreadable, long TotalSteps) : Answer
{
    /// <summary>The attempts at each test that the contest takes.</summary>
    public const int Attempts = 2;

    private static readonly Metric Open = new("open", MetricKind.Count, "whose output is not known");
    private static readonly Metric RunsTotal = new("runs", MetricKind.Total, "sequences run");
    private static readonly Metric UnreadableTotal = new("runsWithoutGrid", MetricKind.Total, "of them without a grid");
    private static readonly Metric RunSteps = new("runSteps", MetricKind.Mean, "steps of a run");

    private static readonly (int Attempts, Metric Metric)[] Passes =
    [
        .. ((int[])[1, Attempts, 5, 10, 100, 1000]).Select(attempts => (attempts, new Metric(
            string.Create(CultureInfo.InvariantCulture, $"pass{attempts}"), MetricKind.Share, string.Create(CultureInfo.InvariantCulture, $"pass@{attempts}")))),
    ];

    /// <summary>Tasks solved with two attempts at each test.</summary>
    public static Metric Pass2 => Pass(Attempts);

    public override AnswerStatus Status => Rank() switch
    {
        < Attempts => AnswerStatus.Solved,
        null when Question.Pair?.Output is null && Ranked.Count > 0 => AnswerStatus.Unchecked,
        _ => NotSolved,
    };

    public override HaltReason Limit => Reached;

    /// <summary>The limit that ended the run, if one did.</summary>
    internal HaltReason Reached { get; init; }

    public override long Steps => TotalSteps;

    private IEnumerable<ArcCandidate> Best => Ranked.Take(Attempts);

    /// <summary>
    /// Tasks solved with a number of attempts at each test, as the published evaluator counts (<c>pass@K</c>): a task counts for the part of
    /// its tests for which one of the K best answers is right.
    /// </summary>
    /// <param name="attempts">K, one of the published 1, 2, 5, 10, 100 and 1000.</param>
    public static Metric Pass(int attempts) => Array.Find(Passes, pass => pass.Attempts == attempts).Metric
        ?? throw new ArgumentOutOfRangeException(nameof(attempts), attempts, "No published number of attempts.");

    public override IEnumerable<MetricValue> Metrics()
    {
        if (Question.Pair?.Output is not null)
        {
            int? rank = Rank();
            foreach ((int attempts, Metric metric) in Passes)
            {
                // Every task weighs one, however many tests it has.
                yield return metric.Of(rank < attempts ? 1 : 0, 1.0 / Question.Task.Test.Count);
            }
        }

        else
        {
            yield return Open.Of(true);
        }

        yield return RunsTotal.Of(Runs);
        yield return UnreadableTotal.Of(Unreadable);
        yield return RunSteps.Of((double)TotalSteps / Math.Max(1, Runs), Runs);
    }

    /// <summary>Writes input, right output where it is known, and the two best answers side by side, with the checker's verdicts.</summary>
    public override void WriteText(TextWriter output, TextColours colours = TextColours.None)
    {
        output.WriteLine($"{Question.Task.Id} test {Question.Test}: {StatusName}{(GivenUp is null ? string.Empty : $", {GivenUp}")}");
        var panels = new List<(string Title, ArcGrid? Grid)> { ("input", Question.Pair!.Input) };
        if (Question.Pair.Output is { } expected)
        {
            panels.Add(("expected", expected));
        }

        panels.AddRange(Best.Select((best, i) => ($"answer {i + 1}", (ArcGrid?)best.Grid)));
        if (Ranked.Count == 0)
        {
            panels.Add(("answer", null));
        }

        output.Write(ArcText.Render(panels, colours));
        foreach ((int i, ArcCandidate best) in Best.Index())
        {
            string verdict = VerdictOn(best) is { } known ? $": {known}" : string.Empty;
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"answer {i + 1}: {best.Votes} {(best.Votes == 1 ? "vote" : "votes")}, confidence {best.Confidence:f3}{verdict}"));
        }

        output.WriteLine();
    }

    public override void WriteJson(Utf8JsonWriter json)
    {
        json.WriteString("id", Question.Task.Id);
        json.WriteNumber("test", Question.Test);
        json.WriteStartArray("answers");
        foreach (ArcCandidate best in Best)
        {
            json.WriteStartObject();
            ArcFile.WriteGrid(json, "grid", best.Grid);
            json.WriteNumber("votes", best.Votes);
            json.WriteNumber("confidence", best.Confidence);
            if (VerdictOn(best) is { } verdict)
            {
                json.WriteBoolean("correct", verdict.IsCorrect);
                json.WriteString("verdict", verdict.ToString());
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>The checker's verdict on an answer; null where the right one is not known.</summary>
    private ArcVerdict? VerdictOn(ArcCandidate answer) => Question.Pair?.Output is { } expected ? ArcChecker.Check(expected, answer.Grid) : null;

    /// <summary>The place of the right answer among all, from 0; null where it is not among them or not known.</summary>
    private int? Rank()
    {
        for (int rank = 0; Question.Pair?.Output is { } expected && rank < Ranked.Count; rank++)
        {
            if (ArcChecker.Check(expected, Ranked[rank].Grid).IsCorrect)
            {
                return rank;
            }
        }

        return null;
    }
}
