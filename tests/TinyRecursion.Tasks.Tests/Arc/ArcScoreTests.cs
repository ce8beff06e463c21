using TinyRecursion.Tasks.Arc;
using Xunit;

namespace TinyRecursion.Tasks.Tests.Arc;

public class ArcScoreTests
{
    private static readonly ArcGrid Input = ArcGrid.Parse("12/30"), One = ArcGrid.Parse("1"), Two = ArcGrid.Parse("2"), Three = ArcGrid.Parse("3");

    [Fact]
    public void More_votes_go_first_then_the_mean_confidence_then_the_first_given()
    {
        var vote = new ArcVote();
        vote.Add("a", Input, One, 0.99);
        vote.Add("a", Input, Two, 0.1);
        vote.Add("a", Input, Three, 0.2);
        vote.Add("a", Input, Three, 0.4);
        vote.Add("a", Input, Two, 0.7);
        vote.Add("a", Input, Input, 0.99);
        Assert.Equal(
            [new ArcCandidate(Two, 2, (0.1 + 0.7) / 2), new ArcCandidate(Three, 2, (0.2 + 0.4) / 2), new ArcCandidate(One, 1, 0.99), new ArcCandidate(Input, 1, 0.99)],
            vote.Top("a", Input, 10));
        Assert.Equal([Two, Three], vote.Top("a", Input, 2).Select(candidate => candidate.Grid));
        Assert.Empty(vote.Top("b", Input, 2));
        Assert.Empty(vote.Top("a", One, 2));
        Assert.Throws<ArgumentException>(() => vote.Add("a", Input, One, double.NaN));
    }

    [Fact]
    public void Answers_to_augmented_inputs_count_for_the_task_itself()
    {
        var vote = new ArcVote();
        var random = new SeededRandom(1);
        vote.AddAugmented("a", Input, Two, 0.5);
        for (int i = 0; i < 9; i++)
        {
            ArcAugmentation augmentation = ArcAugmentation.Draw(ref random);
            vote.AddAugmented(augmentation.Name("a"), augmentation.Apply(Input), augmentation.Apply(Three), 0.5);
        }

        Assert.Equal([new ArcCandidate(Three, 9, 0.5), new ArcCandidate(Two, 1, 0.5)], vote.Top("a", Input, 5));
    }

    [Fact]
    public void A_task_counts_for_the_part_of_its_tests_that_is_right_among_the_first()
    {
        ArcPair shown = ArcSamples.PairOf("1", "2");
        ArcTask[] tasks =
        [
            new("a", [shown], [new ArcPair(Input, One), new ArcPair(One, Two)]),
            new("b", [shown], [new ArcPair(Input, Three)]),
            new("c", [shown], [new ArcPair(Input, Three)]),
        ];
        var vote = new ArcVote();
        vote.Add("a", Input, One, 0.5); // Right at once.
        vote.Add("a", One, Three, 0.9);
        vote.Add("a", One, Two, 0.8); // Right at the second attempt.
        foreach (string wrong in (string[])["1", "2", "4"])
        {
            vote.Add("b", Input, ArcGrid.Parse(wrong), 0.9);
        }

        vote.Add("b", Input, Three, 0.1); // Right at the fourth.

        IReadOnlyList<ArcScore> scores = ArcScore.Of(tasks, vote, [1, 2, 3, 4, 1000]);

        Assert.Equal([0.5, 1, 1, 2, 2], scores.Select(score => score.Solved));
        Assert.Equal([1, 2, 3, 4, 1000], scores.Select(score => score.Attempts));
        Assert.Equal(1 / 3.0, scores[1].Rate);
        Assert.Equal(0, Assert.Single(ArcScore.Of([], vote, [1])).Rate);
        Assert.Throws<ArgumentException>(() => ArcScore.Of([new("d", [shown], [])], vote, [1]));
        Assert.Throws<ArgumentException>(() => ArcScore.Of([new("d", [shown], [new ArcPair(Input, null)])], vote, [1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => ArcScore.Of(tasks, vote, [0]));
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
}
