using TinyRecursion.Tasks.Arc;
using TinyRecursion.Tasks.Sequences;
using Xunit;

namespace TinyRecursion.Tasks.Tests.Arc;

public class ArcDatasetTests
{
    private static readonly IReadOnlyList<ArcTask> Lines = ArcFile.ReadAll(ArcSamples.Fixture("lines.jsonl"));

    private static ArcDataset Dataset(ulong seed = 1) => new([Lines[1], Lines[3]], [Lines[0]], 20, seed);

    [Fact]
    public void Every_task_and_every_augmentation_of_it_has_a_puzzle_of_its_own()
    {
        ArcDataset dataset = Dataset();
        // Blank, 21 of two tasks each, and one of the task that looks the same in every way.
        Assert.Equal(1 + 21 + 1 + 21, dataset.PuzzleCount);
        Assert.Equal("<blank>", dataset.NameOf(0));
        Assert.Equal(("double", "blank", "mirror"), (dataset.NameOf(1), dataset.NameOf(22), dataset.NameOf(23)));
        Assert.StartsWith("mirror|||t", dataset.NameOf(24), StringComparison.Ordinal);
        for (int puzzle = 1; puzzle < dataset.PuzzleCount; puzzle++)
        {
            Assert.Equal(puzzle, dataset.PuzzleOf(dataset.NameOf(puzzle)));
        }

        Assert.Equal(0, dataset.PuzzleOf("nothing"));
    }

    [Fact]
    public void Only_pairs_that_may_be_trained_on_are_drawn_and_all_of_them()
    {
        ArcDataset dataset = Dataset();
        var random = new SeededRandom(2);
        var drawn = new HashSet<(string, ArcPair)>();
        var puzzles = new int[dataset.PuzzleCount];
        int corner = 0, count = 6000;
        for (int i = 0; i < count; i++)
        {
            TokenExample example = dataset.Example(ref random);
            puzzles[example.Puzzle]++;
            (string id, ArcAugmentation augmentation) = ArcAugmentation.Parse(dataset.NameOf(example.Puzzle));
            int start = Enumerable.Range(0, 900).First(at => example.Inputs[at] > ArcEncoding.End);
            // The first colour, row by row, is the grid's first cell.
            var offset = new ArcOffset(start / 30, start % 30);
            corner += offset == default ? 1 : 0;
            drawn.Add((id, augmentation.Invert(new ArcPair(ArcEncoding.Decode(example.Inputs, offset)!, ArcEncoding.Decode(example.Labels, offset)))));
        }

        var expected = Lines[1].Train.Concat(Lines[1].Test).Select(pair => ("double", pair))
            .Concat(Lines[3].Train.Concat(Lines[3].Test).Select(pair => ("blank", pair)))
            .Concat(Lines[0].Train.Select(pair => ("mirror", pair)));
        Assert.Equal(expected.ToHashSet(), drawn);
        // Tasks are drawn alike, however many augmentations they have: a third each.
        Assert.Equal(0, puzzles[0]);
        Assert.InRange(puzzles[22], count * 0.30, count * 0.37);
        Assert.InRange(puzzles[1], count / 3.0 / 21 * 0.6, count / 3.0 / 21 * 1.4);
        // A third or half stays in the corner, and where a side is full little else is left.
        Assert.InRange(corner, count * 0.30, count * 0.55);
    }

    [Fact]
    public void A_test_comes_in_every_augmentation_of_its_task_the_identity_first()
    {
        ArcDataset dataset = Dataset();
        for (int test = 0; test < 2; test++)
        {
            (ArcAugmentation Augmentation, TokenExample Example)[] tests = [.. dataset.TestExamples("mirror", test)];
            Assert.Equal(Enumerable.Range(23, 21), tests.Select(one => one.Example.Puzzle));
            Assert.True(tests[0].Augmentation.IsIdentity);
            Assert.All(tests, one =>
            {
                Assert.Equal(dataset.NameOf(one.Example.Puzzle), one.Augmentation.Name("mirror"));
                Assert.Equal(Lines[0].Test[test].Input, one.Augmentation.Invert(ArcEncoding.Decode(one.Example.Inputs)!));
                Assert.Equal(Lines[0].Test[test].Output, one.Augmentation.Invert(ArcEncoding.Decode(one.Example.Labels)!));
            });
        }

        Assert.Empty(dataset.TestExamples("double", 0));
    }

    [Fact]
    public void A_seed_draws_the_same_examples()
    {
        ArcDataset dataset = Dataset(), again = Dataset();
        var random = new SeededRandom(9);
        SeededRandom same = random;
        for (int i = 0; i < 50; i++)
        {
            TokenExample a = dataset.Example(ref random), b = again.Example(ref same);
            Assert.Equal((a.Puzzle, string.Join(' ', a.Inputs), string.Join(' ', a.Labels)), (b.Puzzle, string.Join(' ', b.Inputs), string.Join(' ', b.Labels)));
        }
    }

    [Fact]
    public void The_identity_tells_contents_order_use_and_seed_apart()
    {
        string[] identities =
        [
            Dataset().Identity, Dataset(2).Identity, new ArcDataset([Lines[3], Lines[1]], [Lines[0]], 20, 1).Identity,
            new ArcDataset([Lines[1]], [Lines[3], Lines[0]], 20, 1).Identity, new ArcDataset([Lines[1], Lines[3]], [Lines[0]], 19, 1).Identity,
            new ArcDataset([Lines[1], Lines[3]], [Lines[0] with { Train = [.. Lines[0].Train.Reverse()] }], 20, 1).Identity,
        ];
        Assert.Equal(identities.Length, identities.Distinct().Count());
        Assert.Equal(Dataset().Identity, Dataset().Identity);
        Assert.StartsWith("arc 2+1 tasks, 44 puzzles, seed 1, sha256 ", Dataset().Identity, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_tasks_of_a_name_share_the_embeddings_of_augmentations_that_both_have()
    {
        ArcTask generated = ArcFile.ReadAll(ArcSamples.Fixture("generated.jsonl"))[0];
        var dataset = new ArcDataset([Lines[0], generated], [], 20, 1);
        Assert.Equal(1, dataset.PuzzleOf("mirror"));
        Assert.Equal(22, dataset.PuzzleCount);
    }

    [Fact]
    public void Test_data_is_never_trained_on()
    {
        Assert.Equal(
            "Task mirror is in both lists; its tests would be trained on. (Parameter 'evaluation')",
            Assert.Throws<ArgumentException>(() => new ArcDataset([Lines[0]], [Lines[0]], 1, 1)).Message);
        ArcTask open = Lines[0] with { Test = [Lines[0].Test[0] with { Output = null }] };
        Assert.Throws<ArgumentException>(() => new ArcDataset([open], [], 1, 1));
        Assert.Single(new ArcDataset([Lines[1]], [open], 0, 1).TestExamples("mirror", 0));
        Assert.Throws<ArgumentException>(() => new ArcDataset([], [], 1, 1));
        Assert.Throws<ArgumentException>(() => new ArcDataset([Lines[0] with { Id = "a|||t0|||0123456789" }], [], 1, 1));
    }
}
