using System.Text;
using System.Text.Json;
using TinyRecursion.Tasks.Arc;
using Xunit;

namespace TinyRecursion.Tasks.Tests.Arc;

public class ArcAnswerTests
{
    private static readonly ArcGrid Input = ArcGrid.Parse("12/30"), One = ArcGrid.Parse("1"), Two = ArcGrid.Parse("2"), Three = ArcGrid.Parse("3");

    [Fact]
    public void More_votes_go_first_then_the_mean_confidence_then_the_first_given()
    {
        var vote = new ArcVote();
        Assert.Empty(vote.Ranked());
        vote.Add(One, 0.99);
        vote.Add(Two, 0.1);
        vote.Add(Three, 0.2);
        vote.Add(Three, 0.4);
        vote.Add(Two, 0.7);
        vote.Add(Input, 0.99);

        Assert.Equal(
            [new ArcCandidate(Two, 2, (0.1 + 0.7) / 2), new ArcCandidate(Three, 2, (0.2 + 0.4) / 2), new ArcCandidate(One, 1, 0.99), new ArcCandidate(Input, 1, 0.99)],
            vote.Ranked());
        Assert.Throws<ArgumentException>(() => vote.Add(One, double.NaN));
    }

    [Fact]
    public void A_task_counts_for_the_part_of_its_tests_that_is_right_among_the_first()
    {
        ArcPair shown = ArcSamples.PairOf("1", "2");
        var a = new ArcTask("a", [shown], [new ArcPair(Input, One), new ArcPair(One, Two)]);
        var b = new ArcTask("b", [shown], [new ArcPair(Input, Three)]);
        ArcAnswer[] answers =
        [
            Answer(a, 1, One), // Right at once.
            Answer(a, 2, Three, Two), // Right at the second attempt.
            Answer(b, 1, One, Two, Input, Three), // Right at the fourth.
            Answer(b with { Id = "c" }, 1),
        ];
        var evaluation = Evaluation.Of(answers, TimeSpan.FromSeconds(1));

        Assert.Equal(
            [0.5 / 3, 1 / 3.0, 2 / 3.0, 2 / 3.0, 2 / 3.0, 2 / 3.0],
            ((int[])[1, 2, 5, 10, 100, 1000]).Select(attempts => evaluation[ArcAnswer.Pass(attempts)]!.Value), (x, y) => Math.Abs(x - y) < 1e-12);
        Assert.Equal(["solved", "solved", "unsolved", "unsolved"], answers.Select(answer => answer.StatusName));
        Assert.Equal((2, "pass2Share"), (evaluation.Solved, ArcAnswer.Pass2.Key));
        Assert.Throws<ArgumentOutOfRangeException>(() => ArcAnswer.Pass(3));
        Dictionary<string, double> values = evaluation.Metrics.ToDictionary(value => value.Metric.Key, value => value.Value);
        Assert.Equal((40, 4, 2.0), (values["runsTotal"], values["runsWithoutGridTotal"], values["runStepsMean"]));
    }

    [Fact]
    public void Without_the_right_output_an_answer_is_unchecked_and_measures_nothing()
    {
        var open = new ArcTask("a", [ArcSamples.PairOf("1", "2")], [new ArcPair(Input, null)]);
        ArcAnswer some = Answer(open, 1, One), none = Answer(open, 1);

        Assert.Equal(("unchecked", true, false), (some.StatusName, some.IsAccepted, some.IsSolved));
        Assert.Equal(("unsolved", false), (none.StatusName, none.IsAccepted));
        Assert.DoesNotContain(some.Metrics(), value => value.Metric == ArcAnswer.Pass2);
    }

    [Fact]
    public void The_two_best_answers_are_shown_with_verdicts_as_text_fields_and_a_submission()
    {
        var task = new ArcTask("a", [ArcSamples.PairOf("1", "2")], [new ArcPair(Input, One), new ArcPair(One, Two)]);
        ArcAnswer first = Answer(task, 1, Two, One, Three), second = Answer(task, 2, Three), nothing = Answer(task with { Id = "b" }, 1);
        var text = new StringWriter { NewLine = "\n" };
        first.WriteText(text);
        nothing.WriteText(text);

        Assert.Equal(
            """
            a test 1: solved
            input    expected    answer 1    answer 2
            1 2      1           2           1
            3 0
            answer 1: 2 votes, confidence 0.500: 1 of 1 cells differ, first r1c1: expected 1, found 2
            answer 2: 2 votes, confidence 0.500: correct

            b test 1: unsolved
            input    expected    answer
            1 2      1           ?
            3 0


            """.ReplaceLineEndings("\n"),
            text.ToString());
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            second.WriteJson(json);
            json.WriteEndObject();
        }

        Assert.Equal(
            """{"id":"a","test":2,"answers":[{"grid":[[3]],"votes":2,"confidence":0.5,"correct":false,"verdict":"1 of 1 cells differ, first r1c1: expected 2, found 3"}]}""",
            Encoding.UTF8.GetString(stream.ToArray()));
        using var submission = new MemoryStream();
        new ArcTasks().WriteSubmission(submission, [first, second, nothing]);
        Assert.Equal(
            """{"a":[{"attempt_1":[[2]],"attempt_2":[[1]]},{"attempt_1":[[3]],"attempt_2":[[3]]}],"b":[{"attempt_1":[[0]],"attempt_2":[[0]]}]}""",
            Encoding.UTF8.GetString(submission.ToArray()));
    }

    [Theory]
    [InlineData("12/34", "12/34", "correct")]
    [InlineData("12/34", "12/35", "1 of 4 cells differ, first r2c2: expected 4, found 5")]
    [InlineData("12/34", "10/00", "3 of 4 cells differ, first r1c2: expected 2, found 0")]
    [InlineData("12/34", "12", "the answer has 1×2 cells, expected 2×2")]
    [InlineData("1234", "12/34", "the answer has 2×2 cells, expected 1×4")]
    [InlineData("1234", null, "there is no answer")]
    public void The_checker_says_why_an_answer_is_wrong(string expected, string? answer, string reason)
    {
        ArcVerdict verdict = ArcChecker.Check(ArcGrid.Parse(expected), answer is null ? null : ArcGrid.Parse(answer));
        Assert.Equal(reason, verdict.ToString());
        Assert.Equal(reason == "correct", verdict.IsCorrect);
        Assert.Equal(reason.Contains('×', StringComparison.Ordinal), verdict.SizesDiffer);
    }

    /// <summary>An answer of ten runs of two steps each, one of them without a grid.</summary>
    private static ArcAnswer Answer(ArcTask task, int test, params ArcGrid[] ranked) =>
        new(new ArcQuestion(task, test), [.. ranked.Select(grid => new ArcCandidate(grid, 2, 0.5))], Runs: 10, Unreadable: 1, TotalSteps: 20);
}
