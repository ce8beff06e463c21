using System.Text.Json;
using TinyRecursion.Tasks.Tiles;
using Xunit;

namespace TinyRecursion.Cli.Tests;

/// <summary>From <c>generate tiles</c> through <c>solve</c> and <c>train</c> to <c>eval</c>.</summary>
public sealed class TilesCommandTests : IDisposable
{
    private const string Swapped = "2 1 3 4 5 6 7 8 9 10 11 12 13 14 15 0";

    private readonly string _folder = Directory.CreateTempSubdirectory("tiles").FullName;

    [Theory]
    [InlineData("generate", "tiles")]
    [InlineData("solve", "tiles")]
    [InlineData("eval", "tiles")]
    [InlineData("train", "tiles")]
    public async Task Help_has_an_example(params string[] command)
    {
        Trm.Outcome outcome = await Trm.Run([.. command, "--help"]);
        Assert.Equal(0, outcome.ExitCode);
        Assert.Contains("\n  trm ", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Boards_are_made_solved_learned_from_and_solved_by_what_was_learned()
    {
        Trm.Outcome boards = await Trm.Run("generate", "tiles", "--side", "3", "--count", "12", "--seed", "5");
        Trm.Outcome plans = await Trm.RunWithInput(boards.Output, "solve", "tiles", "-", "--rules", "algorithmic", "--weight", "1");
        Assert.Equal((0, 0), (boards.ExitCode, plans.ExitCode));
        TilesPuzzle[] puzzles = [.. TilesFile.Read(new StringReader(plans.Output), "plans")];
        Assert.Equal(12, puzzles.Length);
        Assert.All(puzzles, puzzle => Assert.True(TilesChecker.Check(puzzle.Board, TilesGoal.BlankLast, puzzle.Moves!).IsSolved));
        string file = Write("plans.txt", plans.Output), model = Path.Combine(_folder, "m.safetensors");

        string[] train =
        [
            "train", "tiles", "--data", file, "--updates", "4", "--every", "2", "--batch", "4", "--width", "16", "--message", "16",
            "--hidden", "16", "--steps", "2", "--losses", "2", "--validate", file, "--out", model, "--json",
        ];
        Trm.Outcome trained = await Trm.Run([.. train, "--run", Path.Combine(_folder, "run"), "--threads", "2"]);
        byte[] first = await File.ReadAllBytesAsync(model, TestContext.Current.CancellationToken);
        Trm.Outcome again = await Trm.Run([.. train, "--run", Path.Combine(_folder, "other"), "--threads", "1"]);
        Assert.Equal((0, 0), (trained.ExitCode, again.ExitCode));
        Assert.Equal(first, await File.ReadAllBytesAsync(model, TestContext.Current.CancellationToken));

        Trm.Outcome outcome = await Trm.Run("eval", "tiles", file, "--model", model, "--beam", "200", "--json");
        Assert.Equal(0, outcome.ExitCode);
        JsonElement settings = outcome.Json().GetProperty("settings");
        Assert.Equal(
            ("blank-last", "neural", 200),
            (settings.GetProperty("goal").GetString(), settings.GetProperty("rules").GetString(), settings.GetProperty("beam").GetInt32()));
        Assert.Equal((12, 1), (outcome.Metric("instanceCount"), outcome.Metric("solvedShare")));
        Assert.Equal(puzzles.Average(puzzle => puzzle.KnownLength!.Value), outcome.Metric("knownLengthMean"), 9);
        Assert.True(outcome.Metric("lengthMean") >= outcome.Metric("knownLengthMean") && outcome.Metric("lengthRatioMean") >= 1);
        Assert.InRange(outcome.Metric("nodesTotal"), 12, double.MaxValue);
        Assert.InRange(outcome.Metric("exactShare"), 0, 1);
    }

    [Fact]
    public async Task An_order_out_of_reach_is_an_answer_and_not_an_error()
    {
        string input = $"# the second cannot be ordered\n1 2 3 4 5 6 7 8 9 10 11 12 13 14 0 15\n{Swapped}\n";
        Trm.Outcome outcome = await Trm.RunWithInput(input, "solve", "tiles", "-", "--rules", "algorithmic");
        Assert.Equal(1, outcome.ExitCode);
        Assert.Equal(
            "1 2 3 4 5 6 7 8 9 10 11 12 13 14 0 15 | L\n# unsolved line 3: no sequence of moves reaches the goal\n",
            outcome.Output);

        outcome = await Trm.RunWithInput(input, "solve", "tiles", "-", "--rules", "algorithmic", "--json");
        using JsonDocument json = JsonDocument.Parse(outcome.Output);
        JsonElement[] results = [.. json.RootElement.GetProperty("results").EnumerateArray()];
        Assert.Equal(["solved", "refuted"], results.Select(result => result.GetProperty("status").GetString()));
        Assert.Equal(("L", 1), (results[0].GetProperty("moves").GetString(), results[0].GetProperty("length").GetInt32()));
    }

    [Fact]
    public async Task A_limit_ends_with_how_far_the_search_came()
    {
        string board = TilesGenerator.Shuffle(1, 1, 5, TilesGoal.BlankLast).ToString();
        Trm.Outcome outcome = await Trm.RunWithInput(board, "solve", "tiles", "-", "--rules", "algorithmic", "--max-nodes", "500");
        Assert.Equal(1, outcome.ExitCode);
        Assert.StartsWith("# unsolved line 1: gave up at the limit on nodes, after ", outcome.Output, StringComparison.Ordinal);
        outcome = await Trm.RunWithInput(board, "solve", "tiles", "-", "--rules", "algorithmic", "--memory-limit", "1", "--weight", "1");
        Assert.StartsWith("# unsolved line 1: gave up at the limit on memory, after ", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_shipped_model_orders_korfs_kind_of_boards_alike_on_any_number_of_threads()
    {
        string file = Write("boards.txt", string.Join('\n', Enumerable.Range(0, 3).Select(i => TilesGenerator.Shuffle(3, (ulong)i, 4, TilesGoal.BlankFirst))));
        string[] command = ["solve", "tiles", file, "--goal", "blank-first", "--beam", "100"];
        Trm.Outcome one = await Trm.Run([.. command, "--threads", "1"]), four = await Trm.Run([.. command, "--threads", "4"]);
        Assert.Equal((0, 0), (one.ExitCode, four.ExitCode));
        Assert.Equal(one.Output, four.Output);
    }

    [Theory]
    [InlineData("1 2 3", "standard input: line 1: 3 numbers")]
    [InlineData("1 1 2 0", "standard input: line 1: column 3: tile 1 is there already")]
    [InlineData("0 1 2 3 | ", "standard input: line 1: the moves given do not reach blank-last (is it the right --goal?): after 0 moves")]
    [InlineData("", "standard input: holds no board")]
    public async Task Bad_boards_are_told_in_one_line(string input, string message)
    {
        Trm.Outcome outcome = await Trm.RunWithInput(input, "solve", "tiles", "-", "--rules", "algorithmic");
        Assert.Equal((2, string.Empty), (outcome.ExitCode, outcome.Output));
        Assert.StartsWith("trm: " + message, outcome.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("eval tiles - --goal middle", "--goal must be one of blank-last, blank-first, not 'middle'")]
    [InlineData("eval tiles - --rules algorithmic --steps 2", "--rules algorithmic takes no --model")]
    [InlineData("eval tiles - --weight nan", "--weight must be 0 to 1000")]
    [InlineData("eval tiles - --beam 0", "--beam must be at least 1")]
    [InlineData("eval tiles - --model models/sudoku.safetensors", "is a model of task 'sudoku'")]
    [InlineData("generate tiles --side 6", "--side must be 2 to 5, not 6")]
    [InlineData("train tiles --data - --message 20 --out x", "--message must be a multiple of 16")]
    public async Task Bad_usage_is_told_in_one_line(string command, string message)
    {
        Trm.Outcome outcome = await Trm.RunWithInput("1 2 3 0 |", command.Split(' '));
        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains(message, outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task There_must_be_moves_to_learn_from()
    {
        Trm.Outcome outcome = await Trm.RunWithInput("1 2 0 3", "train", "tiles", "--data", "-", "--out", Path.Combine(_folder, "x"));
        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains("no line has moves to learn from", outcome.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(_folder, "x")));
    }

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Write(string name, string text)
    {
        string path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        return path;
    }
}
