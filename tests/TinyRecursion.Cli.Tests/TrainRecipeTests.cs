using System.Text.Json;
using Xunit;

namespace TinyRecursion.Cli.Tests;

/// <summary>Recipes: training, resuming, and what the models that come of it do.</summary>
public sealed class TrainRecipeTests : IDisposable
{
    private const string Recipe = """
        {"task": "sudoku", "global_batch_size": 16, "updates": 6, "num_aug": 3, "lr": 1e-3, "lr_warmup_steps": 2, "ema": true, "seed": 2,
         "arch": {"H_cycles": 1, "L_cycles": 1, "L_layers": 1, "hidden_size": 16, "num_heads": 2, "expansion": 1, "puzzle_emb_ndim": 16,
                  "puzzle_emb_len": 1, "pos_encodings": "learned", "halt_max_steps": 3, "halt_exploration_prob": 0.1}}
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("recipe").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_run_that_is_stopped_and_resumed_ends_with_the_same_bytes_and_can_be_evaluated()
    {
        await Prepare();
        Trm.Outcome whole = await Trm.Run([.. Arguments("whole"), "--json"]);
        // The same run, ended after three updates as a kill would, with more to come.
        Assert.Equal(0, (await Trm.Run([.. Arguments("parts"), "--updates", "3", "--threads", "1"])).ExitCode);
        Assert.Equal(0, (await Trm.Run(Arguments("parts"))).ExitCode);

        Assert.Equal(0, whole.ExitCode);
        using JsonDocument json = JsonDocument.Parse(whole.Output);
        Assert.Equal(("sudoku", 6), (json.RootElement.GetProperty("task").GetString(), json.RootElement.GetProperty("updates").GetInt32()));
        Assert.InRange(json.RootElement.GetProperty("validationShare").GetDouble(), 0, 1);
        Assert.Equal(await Bytes("whole.safetensors"), await Bytes("parts.safetensors"));
        Assert.True(File.Exists(Path.Combine(_folder, "whole", "progress.svg")));

        Trm.Outcome all = await Trm.Run("eval", "sudoku", InFolder("data.txt"), "--model", InFolder("whole.safetensors"), "--halt", "steps", "--json");
        Assert.Equal((0, 3.0, 3), (all.ExitCode, all.Metric("stepsMean"), all.Metric("stepsMax")));
        Trm.Outcome solve = await Trm.Run(
            "solve", "sudoku", InFolder("data.txt"), "--model", InFolder("whole.safetensors"), "--max-steps", "2", "--restarts", "2");
        Assert.Equal((1, 12), (solve.ExitCode, solve.Output.TrimEnd().Split('\n').Length));
    }

    [Fact]
    public async Task A_board_of_another_size_is_refused_by_a_model_of_one_size()
    {
        await Prepare();
        Assert.Equal(0, (await Trm.Run(Arguments("small"))).ExitCode);

        Trm.Outcome outcome = await Trm.Run("solve", "sudoku", "samples/sudoku/hard.txt", "--model", InFolder("small.safetensors"));
        Trm.Outcome unlearned = await Trm.Run("eval", "sudoku", "samples/sudoku/hard.txt", "--halt", "learned");

        Assert.Equal((2, 2), (outcome.ExitCode, unlearned.ExitCode));
        Assert.Contains("a board of 81 cells, the model takes 16", outcome.Error, StringComparison.Ordinal);
        Assert.Contains("has no halting head", unlearned.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"sudoku\"", "\"chess\"", "recipe.json: unknown task 'chess'; known: ")]
    [InlineData("\"num_heads\": 2", "\"num_heads\": 32", "field 'num_heads' must be at most hidden_size 16, not 32")]
    [InlineData("\"num_aug\": 3", "\"num_aug\": 2147483647", "field 'num_aug': expected at most 1000000")]
    [InlineData("\"global_batch_size\": 16", "\"global_batch_size\": 2147483647", "field 'global_batch_size': expected at most 65536")]
    [InlineData("\"H_cycles\": 1", "\"H_cycles\": 99999", "field 'H_cycles' makes")]
    [InlineData("\"seed\": 2", "\"seeds\": 2", "field 'seeds': unknown field")]
    public async Task A_recipe_that_cannot_be_used_is_one_line(string old, string changed, string problem)
    {
        await Prepare(Recipe.Replace(old, changed, StringComparison.Ordinal));

        Trm.Outcome outcome = await Trm.Run(Arguments("bad"));

        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains(problem, Assert.Single(outcome.Error.TrimEnd().Split('\n')), StringComparison.Ordinal);
        Assert.False(File.Exists(InFolder("bad.safetensors")));
    }

    [Fact]
    public async Task A_run_of_another_architecture_is_not_resumed_and_one_that_runs_away_is_one_line()
    {
        await Prepare();
        Assert.Equal(0, (await Trm.Run([.. Arguments("run"), "--updates", "3"])).ExitCode);
        await File.WriteAllTextAsync(
            InFolder("recipe.json"), Recipe.Replace("\"num_heads\": 2", "\"num_heads\": 4", StringComparison.Ordinal),
            TestContext.Current.CancellationToken);
        Trm.Outcome other = await Trm.Run(Arguments("run"));
        await File.WriteAllTextAsync(
            InFolder("recipe.json"), Recipe.Replace("\"lr\": 1e-3", "\"lr\": 1e30", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        Trm.Outcome away = await Trm.Run(Arguments("away"));

        Assert.Equal((2, 2), (other.ExitCode, away.ExitCode));
        Assert.Contains("belongs to another run: it has graph", other.Error, StringComparison.Ordinal);
        Assert.Contains("is not finite. Lower the learning rate", away.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("internal error", away.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Data_of_several_sizes_or_without_solutions_are_refused()
    {
        await Prepare();
        string nine = (await Trm.Run("generate", "sudoku", "--count", "1")).Output;
        await File.AppendAllTextAsync(InFolder("data.txt"), nine, TestContext.Current.CancellationToken);
        Trm.Outcome mixed = await Trm.Run(Arguments("mixed"));
        await File.WriteAllTextAsync(InFolder("data.txt"), "...12.......4..3\n", TestContext.Current.CancellationToken);
        Trm.Outcome unsolved = await Trm.Run(Arguments("unsolved"));

        Assert.Equal((2, 2), (mixed.ExitCode, unsolved.ExitCode));
        Assert.Contains("line 13: a 9×9 board among 4×4 ones", mixed.Error, StringComparison.Ordinal);
        Assert.Contains("line 1: has no solution column", unsolved.Error, StringComparison.Ordinal);
    }

    private async Task Prepare(string recipe = Recipe)
    {
        await File.WriteAllTextAsync(InFolder("recipe.json"), recipe, TestContext.Current.CancellationToken);
        string data = (await Trm.Run("generate", "sudoku", "--box", "2", "--count", "12", "--seed", "5")).Output;
        await File.WriteAllTextAsync(InFolder("data.txt"), data, TestContext.Current.CancellationToken);
    }

    private string[] Arguments(string name) =>
    [
        "train", "recipe", InFolder("recipe.json"), "--data", InFolder("data.txt"), "--validate", InFolder("data.txt"),
        "--run", InFolder(name), "--out", InFolder(name + ".safetensors"), "--every", "3",
    ];

    private string InFolder(string name) => Path.Combine(_folder, name);

    private Task<byte[]> Bytes(string name) => File.ReadAllBytesAsync(InFolder(name), TestContext.Current.CancellationToken);
}
