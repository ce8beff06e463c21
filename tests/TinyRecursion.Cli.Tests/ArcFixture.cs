using TinyRecursion.Tasks.Arc;
using Xunit;

namespace TinyRecursion.Cli.Tests;

/// <summary>Two ARC tasks, one of them kept back, and a model that <c>train recipe</c> trained on them, shared by tests.</summary>
public sealed class ArcFixture : IAsyncLifetime
{
    /// <summary>The folder of everything.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("arc").FullName;

    /// <summary>The task that is trained on.</summary>
    public string Training => Path.Combine(Folder, "training.jsonl");

    /// <summary>The tasks whose tests are kept back.</summary>
    public string Evaluation => Path.Combine(Folder, "evaluation.jsonl");

    /// <summary>The same tasks without the outputs of their tests.</summary>
    public string Open => Path.Combine(Folder, "open.jsonl");

    /// <summary>The model.</summary>
    public string Model { get; private set; } = string.Empty;

    /// <summary>The options that name data and model as in training.</summary>
    public string[] AsTrained => [Evaluation, "--train", Training, "--augmentations", "3", "--seed", "3", "--model", Model];

    public async ValueTask InitializeAsync()
    {
        ArcTask mirror = Task("mirror", ["12/34", "50/06", "78/12"], ["21/43", "05/60", "87/21"]);
        ArcTask copy = Task("copy", ["1", "23", "456"], ["1", "23", "456"]);
        ArcTask flood = Task("flood", ["10/00", "03/00", "40/00"], ["11/11", "33/33", "44/44"]);
        await File.WriteAllTextAsync(Training, ArcFile.ToJsonLine(mirror) + "\n");
        await File.WriteAllTextAsync(Evaluation, ArcFile.ToJsonLine(copy) + "\n" + ArcFile.ToJsonLine(flood) + "\n");
        await File.WriteAllTextAsync(Open, ArcFile.ToJsonLine(Closed(copy)) + "\n" + ArcFile.ToJsonLine(Closed(flood)) + "\n");
        Model = await TinyRecipe.Train(Folder, TinyRecipe.Json("arc", updates: 30, augmentations: 3), Training, Evaluation);
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(Folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    private static ArcTask Closed(ArcTask task) => task with { Test = [.. task.Test.Select(pair => pair with { Output = null })] };

    /// <summary>A task of pairs, the last of which is the test.</summary>
    private static ArcTask Task(string id, string[] inputs, string[] outputs)
    {
        ArcPair[] pairs = [.. inputs.Zip(outputs, (input, output) => new ArcPair(ArcGrid.Parse(input), ArcGrid.Parse(output)))];
        return new ArcTask(id, pairs[..^1], pairs[^1..]);
    }
}
