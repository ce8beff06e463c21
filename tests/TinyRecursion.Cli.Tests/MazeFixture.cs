using Xunit;

namespace TinyRecursion.Cli.Tests;

/// <summary>Mazes that <c>generate</c> made and a model that <c>train recipe</c> trained on them, shared by tests.</summary>
public sealed class MazeFixture : IAsyncLifetime
{
    /// <summary>The folder of everything.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("maze").FullName;

    /// <summary>The mazes, of 3×3.</summary>
    public string Mazes => Path.Combine(Folder, "mazes.txt");

    /// <summary>The model.</summary>
    public string Model { get; private set; } = string.Empty;

    public async ValueTask InitializeAsync()
    {
        Trm.Outcome made = await Trm.Run(
            "generate", "maze", "--side", "3", "--count", "20", "--min-moves", "2", "--min-walls", "0", "--max-walls", "2");
        await File.WriteAllTextAsync(Mazes, made.Output);
        Model = await TinyRecipe.Train(Folder, TinyRecipe.Json("maze", updates: 400, augmentations: 7, mixer: true), Mazes, Mazes);
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(Folder, recursive: true);
        return ValueTask.CompletedTask;
    }
}
