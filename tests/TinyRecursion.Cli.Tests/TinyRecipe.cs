namespace TinyRecursion.Cli.Tests;

/// <summary>Recipes so small that a model of them is trained in a second.</summary>
internal static class TinyRecipe
{
    /// <summary>A recipe as JSON.</summary>
    /// <param name="task">maze or arc.</param>
    /// <param name="updates">Updates in all.</param>
    /// <param name="augmentations">Augmentations of each puzzle.</param>
    /// <param name="mixer">Whether cells are mixed across positions, which learns fastest on the smallest boards.</param>
    public static string Json(string task, int updates, int augmentations, bool mixer = false) => $$"""
        {
          "task": "{{task}}",
          "arch": {
            "H_cycles": 1, "L_cycles": 2, "H_layers": 0, "L_layers": 1, "hidden_size": 16, "num_heads": 2, "expansion": 1,
            "puzzle_emb_ndim": 16, "puzzle_emb_len": 1, "pos_encodings": "learned", "mlp_t": {{(mixer ? "true" : "false")}},
            "forward_dtype": "float32", "halt_max_steps": 2, "halt_exploration_prob": 0.1, "no_ACT_continue": true
          },
          "global_batch_size": {{(mixer ? 16 : 4)}}, "num_aug": {{augmentations}}, "lr": 0.01, "lr_min_ratio": 1.0, "lr_warmup_steps": 1,
          "weight_decay": 0.1, "puzzle_emb_lr": 0.01, "puzzle_emb_weight_decay": 0.1, "optimizer": "adam_atan2",
          "ema": false, "seed": 3, "updates": {{updates}}
        }
        """;

    /// <summary>Trains a model with a recipe.</summary>
    /// <param name="folder">Where everything is written.</param>
    /// <param name="json">The recipe.</param>
    /// <param name="data">The file to train on.</param>
    /// <param name="validate">The file to validate on.</param>
    /// <returns>The model's file.</returns>
    public static async Task<string> Train(string folder, string json, string data, string validate)
    {
        string recipe = Path.Combine(folder, "recipe.json"), model = Path.Combine(folder, "model.safetensors");
        await File.WriteAllTextAsync(recipe, json);
        Trm.Outcome outcome = await Trm.Run(
            "train", "recipe", recipe, "--data", data, "--validate", validate, "--out", model, "--run", Path.Combine(folder, "run"),
            "--threads", "1");
        return outcome.ExitCode == 0 ? model : throw new InvalidOperationException(outcome.Error);
    }
}
