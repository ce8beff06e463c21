using CsCheck;
using TinyRecursion.Tasks.Arc;
using Xunit;

namespace TinyRecursion.Tasks.Tests.Arc;

public class ArcAugmentationTests
{
    [Fact]
    public void Inverting_gives_every_task_back() => Gen.Select(ArcSamples.Augmentation, ArcSamples.Task).Sample((augmentation, task) =>
        augmentation.IsIdentity || augmentation.Invert(augmentation.Apply(task)).Equals(task), iter: 100);

    [Fact]
    public void Parsing_a_name_gives_task_and_augmentation_back() => ArcSamples.Augmentation.Sample(augmentation =>
        ArcAugmentation.Parse(augmentation.Name("a_b-7")).Equals(("a_b-7", augmentation)));

    [Fact]
    public void Names_are_spelled_as_published()
    {
        var augmentation = new ArcAugmentation(3, [0, 2, 1, 3, 4, 5, 6, 7, 9, 8]);
        Assert.Equal("007bbfb7|||t3|||0213456798", augmentation.Name("007bbfb7"));
        Assert.Equal("007bbfb7", ArcAugmentation.Identity.Name("007bbfb7"));
        Assert.Equal(("x", ArcAugmentation.Identity), ArcAugmentation.Parse("x|||t0|||0123456789"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("|||t3|||0123456789")]
    [InlineData("x|||t8|||0123456789")]
    [InlineData("x|||3|||0123456789")]
    [InlineData("x|||t3|||1023456789")]
    [InlineData("x|||t3|||0123456788")]
    [InlineData("x|||t3|||012345678")]
    [InlineData("x|||t3|||012345678a")]
    [InlineData("x|||t3")]
    [InlineData("x|||t3|||0123456789|||")]
    public void Other_names_are_refused(string name) =>
        Assert.Equal(
            $"Expected a name such as id|||t3|||0123456789 (symmetry 0 to 7, each colour once, 0 first), found '{name}'.",
            Assert.Throws<FormatException>(() => ArcAugmentation.Parse(name)).Message);

    [Fact]
    public void Colours_are_exchanged_and_the_grid_turned_against_the_clock()
    {
        var augmentation = new ArcAugmentation(1, [0, 2, 1, 3, 4, 5, 6, 7, 8, 9]);
        Assert.Equal("35/14/20", augmentation.Apply(ArcGrid.Parse("123/045")).ToString());
    }

    [Fact]
    public void Drawing_is_uniform_over_symmetries_and_keeps_black()
    {
        var random = new SeededRandom(3);
        int[] symmetries = new int[8], first = new int[10];
        for (int i = 0; i < 4000; i++)
        {
            ArcAugmentation augmentation = ArcAugmentation.Draw(ref random);
            symmetries[augmentation.Symmetry]++;
            first[augmentation.Colours[1]]++;
            Assert.Equal(0, augmentation.Colours[0]);
        }

        Assert.All(symmetries, count => Assert.InRange(count, 400, 600));
        Assert.All(first[1..], count => Assert.InRange(count, 350, 540));
    }

    [Fact]
    public void A_task_is_drawn_in_different_ways_only()
    {
        ArcTask task = ArcFile.ReadAll(ArcSamples.Fixture("lines.jsonl"))[0];
        IReadOnlyList<ArcAugmentation> drawn = Augmentations.Draw(task, 50, 1);
        Assert.Equal(50, drawn.Count);
        Assert.Equal(50, drawn.Select(augmentation => string.Join(' ', augmentation.Apply(task).Train)).Distinct().Count());
        Assert.DoesNotContain(ArcAugmentation.Identity, drawn);
        Assert.Equal(drawn, Augmentations.Draw(task, 50, 1));
        Assert.Equal(drawn.Take(20), Augmentations.Draw(task, 20, 1));
        Assert.NotEqual(drawn, Augmentations.Draw(task, 50, 2));
        Assert.NotEqual(drawn, Augmentations.Draw(task with { Id = "other" }, 50, 1));
    }

    [Fact]
    public void A_task_of_much_symmetry_has_as_few_ways_as_there_are()
    {
        Assert.Empty(Augmentations.Draw(new ArcTask("a", [ArcSamples.PairOf("0", "0")], []), 100, 1));
        // One cell of one colour: the eight others are left.
        Assert.Equal(8, Augmentations.Draw(new ArcTask("a", [ArcSamples.PairOf("1", "1")], []), 100, 1).Count);
        // Two pairs that a mirror exchanges are the same two.
        Assert.Equal(8, Augmentations.Draw(new ArcTask("a", [ArcSamples.PairOf("10", "0")], [ArcSamples.PairOf("01", "0")]), 100, 1)
            .Count(augmentation => augmentation.Symmetry is not (1 or 3 or 6 or 7)));
    }

    [Fact]
    public void What_is_no_augmentation_is_refused()
    {
        ArcTask task = new("a", [ArcSamples.PairOf("1", "1")], []);
        var turn = new ArcAugmentation(1, ArcAugmentation.Identity.Colours);
        Assert.Throws<ArgumentOutOfRangeException>(() => new ArcAugmentation(8, ArcAugmentation.Identity.Colours));
        Assert.Throws<ArgumentException>(() => new ArcAugmentation(0, [1, 0, 2, 3, 4, 5, 6, 7, 8, 9]));
        Assert.Throws<ArgumentException>(() => new ArcAugmentation(0, [0, 1, 2, 3, 4, 5, 6, 7, 8, 10]));
        Assert.Throws<ArgumentException>(() => new ArcAugmentation(0, [0, 1, 2]));
        Assert.Throws<ArgumentException>(() => turn.Apply(turn.Apply(task)));
        Assert.Throws<ArgumentException>(() => turn.Invert(task));
    }
}
