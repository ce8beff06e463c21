using Xunit;

namespace TinyRecursion.Cli.Tests;

/// <summary>Latin squares of side 4 and a small rule that has learned them.</summary>
public sealed class CustomFixture : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("custom").FullName;

    /// <summary>Squares that were not trained on.</summary>
    public string Unseen => Path.Combine(_folder, "unseen.jsonl");

    /// <summary>The model.</summary>
    public string Model => Path.Combine(_folder, "latin.safetensors");

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        string data = Path.Combine(_folder, "latin.jsonl");
        foreach ((string file, string count, string seed) in ((string, string, string)[])[(data, "300", "1"), (Unseen, "30", "2")])
        {
            Trm.Outcome made = await Trm.Run("generate", "custom", "latin", "--side", "4", "--count", count, "--seed", seed);
            Assert.Equal(0, made.ExitCode);
            await File.WriteAllTextAsync(file, made.Output);
        }

        Trm.Outcome trained = await Trm.Run(
            "train", "custom", "--data", data, "--validate", Unseen, "--out", Model, "--run", Path.Combine(_folder, "run"),
            "--updates", "250", "--batch", "16", "--learning-rate", "0.01", "--warm-up", "20", "--every", "250");
        Assert.True(trained.ExitCode == 0, trained.Error);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }
}
