using System.Text;

namespace TinyRecursion.Fuzz;

/// <summary>Every reader of the program, with good files to begin from.</summary>
/// <param name="root">The repository, whose models, recipes and fixtures are read.</param>
/// <param name="folder">A folder to work in.</param>
internal sealed class FuzzTargets(string root, string folder)
{
    private const string Sat = "p cnf 3 2\n1 -2 3 0\n-1 2 0\n";
    private const string Graph = "# a comment\nundirected\nsource A\nA B 3\nB C 12\nA C 20\n";
    private const string Maze = "#######\n#S..#.#\n#.#...#\n#...#G#\n#######\n";
    private const string OctileMap = "type octile\nheight 3\nwidth 4\nmap\n..@.\n.T..\n....\n";
    private const string Csv = "id,puzzle,solution\n1,\"1.....\",\n2,53..7....6..195....98....6.8...6...34..8.3..17...2...6.6....28....419..5....8..79,\n";
    private const string Framed = "+---+---+\n|1 .|. 4|\n|. .|1 .|\n+---+---+\n|. 1|. .|\n|4 .|. 1|\n+---+---+\n";
    private const string Arc = """{"id":"mirror","train":[{"input":[[1,2],[3,4]],"output":[[2,1],[4,3]]}],"test":[{"input":[[5,0],[0,6]],"output":[[0,5],[6,0]]}]}""" + "\n";
    private const string Yaml = """
        name: &name run
        arch: &arch
          H_cycles: 1
          L_cycles: 2
          L_layers: 1
          hidden_size: 16
          num_heads: 2
          expansion: 1
          puzzle_emb_ndim: 16
          pos_encodings: rope
          halt_max_steps: 2
        other:
          <<: *arch
          text: "${name} \u00e9"
        vocab_size: 11
        seq_len: 16
        """;

    /// <summary>Their names, and how each is made.</summary>
    private Dictionary<string, Func<Task<FuzzTarget>>> Makers => new()
    {
        ["sudoku"] = async () => Instances("sudoku", await Generate("sudoku"), await Generate("sudoku", "--box", "2"), Csv, Framed),
        ["maze"] = async () => Instances("maze", await Generate("maze"), Maze, OctileMap),
        ["graphs"] = async () => Instances("graphs", await Generate("graphs"), Graph, "p sp 3 2\na 1 2 5\na 2 3 1\n", "1\t2\n2\t3\n"),
        ["sat"] = async () => Instances("sat", await Generate("sat"), Sat),
        ["tiles"] = async () => Instances("tiles", await Generate("tiles")),
        ["arithmetic"] = async () => Instances("arithmetic", await Generate("arithmetic"), "1 + 2 * (3 - 4) = -1\n"),
        ["arc"] = () => Task.FromResult(Instances("arc", Arc, Arc + Arc.Replace("mirror", "other", StringComparison.Ordinal))),
        ["custom"] = async () => Instances("custom", await Latin()),
        ["info"] = () => Task.FromResult(Models("info", path => ["info", path], "sudoku4", "maze-proved", "graphs", "arithmetic")),
        ["model-sudoku"] = async () => await Solved("sudoku", await Generate("sudoku", "--box", "2", "--count", "1"), "sudoku4"),
        ["model-graphs"] = async () => await Solved("graphs", Graph, "graphs"),
        ["model-arithmetic"] = async () => await Solved("arithmetic", "12 * 34\n", "arithmetic"),
        ["certificate"] = async () => new FuzzTarget("certificate", "certificate.json", FileFormat.Plain, [await Certificate()], path => ["check", path]),
        ["proofs"] = async () => new FuzzTarget(
            "proofs", "proofs.jsonl", FileFormat.Plain,
            [
                await Proofs("sudoku", "--search", "--rules", "algorithmic"), await Proofs("maze", "--rules", "algorithmic"), await Proofs("graphs", "--rules", "algorithmic"),
                await Proofs("arithmetic"), await Proofs("sat", "--search", "--rules", "algorithmic"), await Proofs("tiles", "--rules", "algorithmic"),
            ],
            path => ["check", path]),
        ["drat"] = Drat,
        // The data are missing, so that a good recipe does not train.
        ["recipe"] = () => Task.FromResult(new FuzzTarget(
            "recipe", "recipe.json", FileFormat.Plain, [.. Directory.GetFiles(Path.Combine(root, "recipes")).Order(StringComparer.Ordinal).Select(File.ReadAllBytes)],
            path => ["train", "recipe", path, "--data", Path.Combine(folder, "missing.txt"), "--run", Path.Combine(folder, "run"), "--out", Path.Combine(folder, "m.safetensors")])),
        ["config-yaml"] = () => Task.FromResult(Imported("config-yaml", "config.yaml", FileFormat.Plain, [Encoding.UTF8.GetBytes(Yaml)], path => [Parity("mixer.weights.safetensors"), "--config", path])),
        ["config-json"] = () => Task.FromResult(Imported(
            "config-json", "config.json", FileFormat.Plain, [File.ReadAllBytes(Parity("mixer.config.json"))], path => [Parity("mixer.weights.safetensors"), "--config", path])),
        ["checkpoint-pt"] = () => Task.FromResult(Imported(
            "checkpoint-pt", "checkpoint.pt", FileFormat.Zip,
            [.. Directory.GetFiles(Path.Combine(root, "tests/TinyRecursion.Tests/Models/PyTorch/fixtures"), "*.pt").Order(StringComparer.Ordinal).Select(File.ReadAllBytes)],
            path => [path, "--config", Parity("mixer.config.json")])),
        ["checkpoint"] = Checkpoint,
    };

    /// <summary>The names of the readers.</summary>
    public IReadOnlyCollection<string> Names => Makers.Keys;

    /// <summary>Makes the attack on a reader.</summary>
    public Task<FuzzTarget> Make(string name) => Makers[name]();

    private static FuzzTarget Instances(string task, params string[] seeds) =>
        new(task, "instances.txt", FileFormat.Plain, [.. seeds.Select(Encoding.UTF8.GetBytes)], path => ["show", task, path]);

    private FuzzTarget Models(string name, Func<string, string[]> arguments, params string[] models) =>
        new(name, "model.safetensors", FileFormat.Safetensors, [.. models.Select(model => File.ReadAllBytes(Path.Combine(root, "models", model + ".safetensors")))], arguments);

    private async Task<FuzzTarget> Solved(string task, string instances, string model)
    {
        string path = await Written(task + ".txt", instances);
        return Models("model-" + task, file => ["solve", task, path, "--model", file], model) with { InChild = true };
    }

    private FuzzTarget Imported(string name, string file, FileFormat format, byte[][] seeds, Func<string, string[]> arguments) =>
        new(name, file, format, seeds, path => ["import", .. arguments(path), "--out", Path.Combine(folder, "imported.safetensors")]);

    // A run of two updates; what it saved is changed, and two more updates go on from there.
    private async Task<FuzzTarget> Checkpoint()
    {
        string data = await Written("latin.jsonl", await Latin()), run = Path.Combine(folder, "first-run");
        string[] Train(string updates, string place) =>
            ["train", "custom", "--data", data, "--width", "16", "--message", "16", "--hidden", "16", "--batch", "2", "--threads", "1", "--updates", updates, "--every", updates, "--run", place, "--out", Path.Combine(folder, "trained.safetensors")];
        await Expect(Train("2", run));
        byte[] saved = await File.ReadAllBytesAsync(Path.Combine(run, "checkpoint.safetensors"));
        return new FuzzTarget("checkpoint", "checkpoint.safetensors", FileFormat.Safetensors, [saved], path => Train("4", Path.GetDirectoryName(path)!)) { InChild = true };
    }

    private async Task<byte[]> Certificate()
    {
        string path = Path.Combine(folder, "proved.json");
        await Expect(["prove", "arithmetic", "--out", path]);
        return await File.ReadAllBytesAsync(path);
    }

    // The sample of a task, answered.
    private async Task<byte[]> Proofs(string task, params string[] options)
    {
        string path = Path.Combine(folder, task + ".proofs.jsonl");
        await Expect(["solve", task, "--sample", .. options, "--proof", path]);
        return await File.ReadAllBytesAsync(path);
    }

    private async Task<FuzzTarget> Drat()
    {
        string formula = await Written("formula.cnf", "p cnf 2 4\n1 2 0\n-1 2 0\n1 -2 0\n-1 -2 0\n");
        return new FuzzTarget("drat", "proof.drat", FileFormat.Plain, ["2 0\nd 1 2 0\n0\n"u8.ToArray()], path => ["check", path, "--formula", formula]);
    }

    private async Task<string> Written(string name, string text)
    {
        string path = Path.Combine(folder, name);
        await File.WriteAllTextAsync(path, text);
        return path;
    }

    // Copied, since a refusal names a file of the folder.
    private string Parity(string name)
    {
        string path = Path.Combine(folder, name);
        File.Copy(Path.Combine(root, "tests/TinyRecursion.Training.Tests/fixtures/parity", name), path, overwrite: true);
        return path;
    }

    private static Task<string> Latin() => Expect(["generate", "custom", "latin", "--side", "3", "--count", "4", "--seed", "1"]);

    private static Task<string> Generate(string task, params string[] options) => Expect(["generate", task, .. options.Contains("--count") ? options : [.. options, "--count", "3"], "--seed", "7"]);

    private static async Task<string> Expect(string[] arguments)
    {
        CommandRun run = await CommandRun.Run(arguments);
        return run.ExitCode == 0 ? run.Output : throw new InvalidOperationException($"trm {string.Join(' ', arguments)}: {run.Error}");
    }
}
