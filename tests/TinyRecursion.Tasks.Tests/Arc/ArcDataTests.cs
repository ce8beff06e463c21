using TinyRecursion.Tasks.Arc;
using Xunit;

namespace TinyRecursion.Tasks.Tests.Arc;

/// <summary>
/// Every grid of every task that is found goes the whole way: parsed, augmented, encoded, decoded and inverted it is
/// itself again. The tasks are those of the fixtures, and of all <c>*.jsonl</c> in the folder that
/// <c>TRM_ARC_DATA</c> names.
/// </summary>
public class ArcDataTests(ITestOutputHelper output)
{
    private const int Ways = 5;

    [Fact]
    public void Every_grid_of_every_task_found_comes_back_from_augmenting_and_encoding()
    {
        string[] files = Directory.GetFiles(ArcSamples.Fixture(string.Empty)).Where(file => !file.EndsWith("_solutions.json", StringComparison.Ordinal)).ToArray();
        if (Environment.GetEnvironmentVariable("TRM_ARC_DATA") is { Length: > 0 } folder)
        {
            string[] found = Directory.GetFiles(folder, "*.jsonl");
            Assert.NotEmpty(found);
            files = [.. files, .. found];
        }

        long tasks = 0, grids = 0;
        foreach (string file in files)
        {
            foreach (ArcTask task in ArcFile.ReadAll(file))
            {
                var random = SeededRandom.For(17, (ulong)tasks);
                using var line = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(ArcFile.ToJsonLine(task)));
                Assert.Equal(task, Assert.Single(ArcFile.Read(line, "f")));
                tasks++;
                for (int way = 0; way < Ways; way++)
                {
                    ArcAugmentation augmentation = way == 0 ? ArcAugmentation.Identity : ArcAugmentation.Draw(ref random);
                    ArcTask augmented = augmentation.Apply(task);
                    Assert.Equal(task, augmentation.Invert(augmented));
                    foreach ((ArcPair pair, ArcPair original) in augmented.Train.Concat(augmented.Test).Zip(task.Train.Concat(task.Test)))
                    {
                        ArcOffset offset = ArcEncoding.DrawOffset(pair, ref random);
                        var example = ArcEncoding.Encode(pair, offset);
                        Assert.Equal(original.Input, augmentation.Invert(ArcEncoding.Decode(example.Inputs, offset)!));
                        Assert.Equal(original.Output, pair.Output is null ? null : augmentation.Invert(ArcEncoding.Decode(example.Labels, offset)!));
                        grids += way > 0 ? 0 : original.Output is null ? 1 : 2;
                    }
                }
            }
        }

        output.WriteLine($"{files.Length} files, {tasks} tasks, {grids} grids, {Ways} ways each");
        Assert.True(tasks >= 9);
    }
}
