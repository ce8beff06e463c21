using System.Text.Json;
using TinyRecursion.Models;
using TinyRecursion.Tasks;
using TinyRecursion.Tasks.Maze;
using Xunit;

namespace TinyRecursion.Cli.Tests;

/// <summary>From <c>generate maze</c> through <c>train recipe</c> to <c>eval</c> and <c>solve</c>.</summary>
public sealed class MazeCommandTests(MazeFixture fixture) : IClassFixture<MazeFixture>
{
    [Theory]
    [InlineData("generate", "maze")]
    [InlineData("eval", "maze")]
    [InlineData("solve", "maze")]
    public async Task Help_has_an_example(params string[] command)
    {
        Trm.Outcome outcome = await Trm.Run([.. command, "--help"]);

        Assert.Equal(0, outcome.ExitCode);
        Assert.Contains("\n  trm " + string.Join(' ', command), outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Generate_makes_mazes_as_hard_as_the_side_allows_and_the_same_on_any_number_of_threads()
    {
        Trm.Outcome one = await Trm.Run("generate", "maze", "--side", "9", "--count", "8", "--seed", "4", "--threads", "1");
        Trm.Outcome two = await Trm.Run("generate", "maze", "--side", "9", "--count", "8", "--seed", "4", "--threads", "2");

        Assert.Equal(0, one.ExitCode);
        Assert.Equal(one.Output, two.Output);
        MazePuzzle[] mazes = [.. MazeFile.Read(new StringReader(one.Output), "generated")];
        Assert.Equal(8, mazes.Length);
        Assert.All(mazes, maze =>
        {
            Assert.InRange(maze.Moves!.Value, MazeDefaults.Moves(9, 9), 80);
            Assert.InRange(maze.Board.Cells.Count(MazeCell.Wall), 24, 40);
            Assert.Equal(MazePaths.Label(maze.Board), maze.Label);
        });
    }

    [Fact]
    public void The_defaults_at_side_30_are_those_of_mazes_like_the_published_ones()
    {
        Assert.Equal(new MazeGeneratorOptions(), MazeDefaults.For(MazeKind.Walls, 30, 30, null, null, null));
        Assert.Equal((0, 2), (MazeDefaults.For(MazeKind.Walls, 2, 2, null, 0, null).MinimumWalls, MazeDefaults.For(MazeKind.Walls, 2, 2, null, 0, null).MaximumWalls));
        Assert.Equal((4, 4), (MazeDefaults.For(MazeKind.Walls, 9, 9, null, null, 4).MinimumWalls, MazeDefaults.For(MazeKind.Walls, 9, 9, null, null, 4).MaximumWalls));
        Assert.Equal((60, 60), (MazeDefaults.For(MazeKind.Walls, 9, 9, null, 60, null).MinimumWalls, MazeDefaults.For(MazeKind.Walls, 9, 9, null, 60, null).MaximumWalls));
    }

    [Fact]
    public async Task The_proved_rule_answers_and_the_learned_one_has_a_name()
    {
        Trm.Outcome proved = await Trm.Run("solve", "maze", "samples/maze/small.txt", "--json");
        Trm.Outcome learned = await Trm.Run("solve", "maze", "samples/maze/small.txt", "--model", "maze", "--json");
        Trm.Outcome unknown = await Trm.Run("solve", "maze", "samples/maze/small.txt", "--model", "mazes");

        Assert.Equal((0, "maze-proved.safetensors"), (proved.ExitCode, Path.GetFileName(proved.Json().GetProperty("model").GetString())));
        Assert.Equal((0, "maze.safetensors"), (learned.ExitCode, Path.GetFileName(learned.Json().GetProperty("model").GetString())));
        Assert.Equal(2, unknown.ExitCode);
        Assert.Contains("mazes: there is no such file, and no model of that name comes with the product; known: arithmetic, graphs, maze, maze-proved, sat, sudoku", unknown.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Eval_reports_what_the_checker_accepts_and_fails_below_what_was_asked()
    {
        Trm.Outcome outcome = await Trm.Run("eval", "maze", fixture.Mazes, "--model", fixture.Model, "--json");

        Assert.Equal(0, outcome.ExitCode);
        JsonElement root = outcome.Json();
        Assert.Equal(("maze", "verified"), (root.GetProperty("task").GetString(), root.GetProperty("halt").GetString()));
        Assert.Equal(20, outcome.Metric("instanceCount"));
        Assert.InRange(outcome.Metric("stepsMax"), 1, 2);
        double valid = outcome.Metric("validShare"), shortest = outcome.Metric("solvedShare");
        Assert.InRange(shortest, 0.5, 1);
        Assert.InRange(valid, shortest, 1);
        Assert.InRange(outcome.Metric("exactShare"), 0, 1);
        Assert.Equal(0, outcome.Metric("noPathCount"));
        Assert.InRange(outcome.Metric("lengthMean"), outcome.Metric("shortestLengthMean"), 8);

        Trm.Outcome text = await Trm.Run("eval", "maze", fixture.Mazes, "--model", fixture.Model, "--at-least", "0.5", "--halt", "learned");
        Assert.Equal(0, text.ExitCode);
        Assert.Contains("equal to the label", text.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_limit_of_steps_is_kept_and_all_are_taken_as_published()
    {
        Trm.Outcome outcome = await Trm.Run(
            "eval", "maze", fixture.Mazes, "--model", fixture.Model, "--halt", "steps", "--max-steps", "3", "--limit", "4", "--json");

        Assert.Equal((3, 4), (outcome.Metric("stepsMean"), outcome.Metric("instanceCount")));
    }

    [Fact]
    public async Task Solve_draws_paths_and_tells_the_same_as_json_on_any_number_of_threads()
    {
        Trm.Outcome one = await Trm.Run("solve", "maze", fixture.Mazes, "--model", fixture.Model, "--json", "--threads", "1");
        Trm.Outcome two = await Trm.RunWithInput(
            await File.ReadAllTextAsync(fixture.Mazes, TestContext.Current.CancellationToken),
            "solve", "maze", "-", "--model", fixture.Model, "--json", "--threads", "2");
        Trm.Outcome text = await Trm.Run("solve", "maze", fixture.Mazes, "--model", fixture.Model);

        using JsonDocument first = JsonDocument.Parse(one.Output), second = JsonDocument.Parse(two.Output);
        JsonElement[] results = [.. first.RootElement.GetProperty("results").EnumerateArray()];
        Assert.Equal(first.RootElement.GetProperty("results").GetRawText().Replace(fixture.Mazes, "standard input", StringComparison.Ordinal), second.RootElement.GetProperty("results").GetRawText());
        IReadOnlyList<MazePuzzle> mazes = MazeFile.ReadAll(fixture.Mazes);
        for (int i = 0; i < results.Length; i++)
        {
            bool solved = results[i].GetProperty("status").GetString() == "solved";
            string answer = results[i].GetProperty("answer").GetString()!;
            var marks = new MazeMarks(3, 3, Enumerable.Range(0, 9).Where(cell => answer[cell] == 'o'));
            Assert.True(!solved || MazeChecker.Check(mazes[i].Board, marks).IsShortest);
            Assert.Equal(solved, results[i].GetProperty("reasons").GetArrayLength() == 0);
        }

        double count = one.Metric("solvedCount");
        Assert.Equal(count == results.Length ? 0 : 1, text.ExitCode);
        Assert.Equal(text.ExitCode, one.ExitCode);
        Assert.Equal(count, text.Output.Split("a shortest path of").Length - 1);
        Assert.Contains("line 1: ", text.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("\e", text.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("small-maze-attention")]
    [InlineData("small-maze-mixer")]
    public async Task The_small_recipes_train_what_eval_reads(string recipe)
    {
        string model = Path.Combine(fixture.Folder, recipe + ".safetensors");
        Trm.Outcome trained = await Trm.Run(
            "train", "recipe", $"recipes/{recipe}.json", "--data", fixture.Mazes, "--out", model, "--run", Path.Combine(fixture.Folder, recipe),
            "--updates", "1", "--batch", "2");
        Assert.Equal(0, trained.ExitCode);

        Trm.Outcome outcome = await Trm.Run("eval", "maze", fixture.Mazes, "--model", model, "--limit", "2");

        Assert.Equal(0, outcome.ExitCode);
        Assert.Contains(": 2 instances by ", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_proved_model_and_plain_code_answer_mazes_of_any_size_and_say_where_there_is_no_path()
    {
        Trm.Outcome made = await Trm.Run("generate", "maze", "--rows", "9", "--columns", "21", "--kind", "perfect", "--count", "3");
        Trm.Outcome walls = await Trm.Run("generate", "maze", "--side", "40", "--count", "2", "--block");
        Trm.Outcome shut = await Trm.Run("generate", "maze", "--rows", "8", "--columns", "5", "--no-path", "--count", "2");
        string all = made.Output + "\n" + walls.Output + "\n" + shut.Output + "\nS..G\n";
        foreach (string[] answering in (string[][])[["--model", "models/maze-proved.safetensors"], ["--rules", "algorithmic"], ["--model", "models/maze-proved.safetensors", "--rules", "mixed"]])
        {
            Trm.Outcome outcome = await Trm.RunWithInput(all, ["eval", "maze", "-", "--json", "--at-least", "1", .. answering]);

            Assert.Equal(0, outcome.ExitCode);
            Assert.Equal((8, 2), (outcome.Metric("instanceCount"), outcome.Metric("noPathCount")));
            Assert.Equal((1, 1, 1), (outcome.Metric("validShare"), outcome.Metric("exactShare"), outcome.Metric("solvedShare")));
        }

        Trm.Outcome text = await Trm.RunWithInput(all, "solve", "maze", "-", "--model", "models/maze-proved.safetensors");
        Assert.Equal(0, text.ExitCode);
        Assert.Equal(2, text.Output.Split("there is no path from the start to the goal").Length - 1);
        Assert.Contains("8 of 8 solved in ", text.Error, StringComparison.Ordinal);
        Trm.Outcome solved = await Trm.RunWithInput(all, "solve", "maze", "-", "--model", "models/maze-proved.safetensors", "--json");
        Assert.Contains("2 without a path", text.Error, StringComparison.Ordinal);
        Assert.Equal(2, solved.Metric("noPathCount"));
        Assert.Equal(
            ["solved", "solved", "solved", "solved", "solved", "refuted", "refuted", "solved"],
            solved.Json().GetProperty("results").EnumerateArray().Select(result => result.GetProperty("status").GetString()));
    }

    [Fact]
    public async Task Where_the_model_fails_plain_code_answers_if_both_are_asked()
    {
        Trm.Outcome alone = await Trm.Run("eval", "maze", fixture.Mazes, "--model", fixture.Model, "--json");
        Trm.Outcome mixed = await Trm.Run("eval", "maze", fixture.Mazes, "--model", fixture.Model, "--rules", "mixed", "--json", "--at-least", "1");

        Assert.Equal((0, 0), (alone.ExitCode, mixed.ExitCode));
        Assert.Equal("mixed", mixed.Json().GetProperty("settings").GetProperty("rules").GetString());
    }

    [Fact]
    public async Task The_rule_to_be_proved_is_trained_the_same_on_any_number_of_threads()
    {
        string one = Path.Combine(fixture.Folder, "one.safetensors"), two = Path.Combine(fixture.Folder, "two.safetensors");
        Trm.Outcome first = await Trm.Run("train", "maze-proved", "--out", one, "--hidden", "16", "--mazes", "20", "--updates", "20", "--threads", "1", "--json");
        Trm.Outcome second = await Trm.Run("train", "maze-proved", "--out", two, "--hidden", "16", "--mazes", "20", "--updates", "20", "--threads", "2");

        // So little training leaves points wrong, which is said.
        Assert.Equal((1, 1), (first.ExitCode, second.ExitCode));
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        Assert.Equal(await File.ReadAllBytesAsync(one, cancellation), await File.ReadAllBytesAsync(two, cancellation));
        using JsonDocument json = JsonDocument.Parse(first.Output);
        Assert.True(json.RootElement.GetProperty("wrongCount").GetInt64() > 0);
    }

    [Fact]
    public async Task A_rule_that_learned_for_seconds_answers_mazes_larger_than_any_it_saw()
    {
        string model = Path.Combine(fixture.Folder, "learned.safetensors"), mazes = Path.Combine(fixture.Folder, "larger.txt");
        Trm.Outcome trained = await Trm.Run(
            "train", "maze", "--side", "6", "--moves", "8", "--updates", "1200", "--batch", "16", "--run", Path.Combine(fixture.Folder, "learned"), "--out", model);
        Assert.Equal(0, trained.ExitCode);
        Trm.Outcome made = await Trm.Run("generate", "maze", "--side", "8", "--min-moves", "9", "--count", "60", "--seed", "9");
        await File.WriteAllTextAsync(mazes, made.Output, TestContext.Current.CancellationToken);

        Trm.Outcome outcome = await Trm.Run("eval", "maze", mazes, "--model", model, "--at-least", "0.3", "--json");

        Assert.True(outcome.ExitCode == 0, outcome.Output);
        using JsonDocument json = JsonDocument.Parse(outcome.Output);
        // What it learned with is not shipped: one score a cell, and the card says from what.
        var learned = Model.Load(model);
        Assert.Equal((1, json.RootElement.GetProperty("parameterCount").GetInt32()), (learned.Graph.ReadoutWidth, learned.Graph.ParameterCount));
        Assert.Equal("generated mazes of at most 6×6 and 8 moves", learned.Card["data"]);
        Assert.Contains("stateNoise=0.15", learned.Card["options"], StringComparison.Ordinal);
    }

    [Fact]
    public void A_mark_where_none_may_be_is_drawn_as_such()
    {
        MazeBoard board = MazeLine.Parse("S.#.#..#G", new MazeSource("input", 1, 0, 0)).Board;

        Assert.Equal("So#\n.x.\n.#x\n", MazeText.Render(board, new MazeMarks(3, 3, [1, 4, 8]), TextColours.None));
        Assert.Contains("\e[1;31mx\e[0m", MazeText.Render(board, new MazeMarks(3, 3, [4]), TextColours.Ansi256), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("generate maze --side 1", "--side must be 2 to 2048")]
    [InlineData("generate maze --side 5 --min-walls 24", "--min-walls must be 0 to 23")]
    [InlineData("generate maze --side 5 --min-walls 9 --max-walls 8", "--max-walls must be 9 to 23")]
    [InlineData("generate maze --side 5 --min-moves 0", "--min-moves must be at least 1, not 0")]
    [InlineData("generate maze --side 3 --min-moves 8", "No path of 8 moves")]
    [InlineData("eval maze nowhere.txt --model MODEL", "nowhere.txt")]
    [InlineData("eval maze MAZES --model nowhere", "there is no such file")]
    [InlineData("eval maze MAZES --model models/sudoku.safetensors", "is a model of task 'sudoku'")]
    [InlineData("eval maze MAZES --model MODEL --max-steps 0", "--max-steps must be at least 1")]
    [InlineData("eval maze MAZES --model MODEL --at-least 2", "--at-least must be 0 to 1")]
    [InlineData("eval maze MAZES --model MODEL --halt never", "never")]
    [InlineData("generate maze --rows 1", "--rows must be 2 to 2048")]
    [InlineData("generate maze --columns 5000", "--columns must be 2 to 2048")]
    [InlineData("generate maze --kind perfect --no-path", "--no-path: every two places of a perfect maze have a path between them")]
    [InlineData("generate maze --side 2 --no-path --min-walls 0 --max-walls 0", "No goal beyond reach")]
    [InlineData("solve maze MAZES --rules algorithmic --model MODEL", "--rules algorithmic takes no --model")]
    [InlineData("solve maze MAZES --rules algorithmic --halt learned", "plain code: has no halting head")]
    [InlineData("solve maze MAZES --model models/maze-proved.safetensors --halt learned", "has no halting head")]
    [InlineData("solve maze MAZES --rules magic", "magic")]
    [InlineData("train maze --side 2 --out nowhere.safetensors", "--side must be 3 to 2048, not 2")]
    [InlineData("train maze --side 5 --moves 30 --out nowhere.safetensors", "--moves must be at most 10 for mazes of side 5")]
    [InlineData("train maze --out samples", "samples: is a folder")]
    [InlineData("train maze --out README.md/model.safetensors", "README.md/model.safetensors: cannot be written")]
    [InlineData("train maze-proved --out README.md/model.safetensors", "README.md/model.safetensors: cannot be written")]
    [InlineData("prove maze --out README.md/certificate.json", "README.md/certificate.json: cannot be written")]
    [InlineData("solve maze samples/sudoku/easy.txt --model MODEL", "easy.txt: line 1")]
    public async Task Bad_usage_is_exit_code_2_and_says_what(string line, string problem)
    {
        Trm.Outcome outcome = await Trm.Run(
            line.Replace("MAZES", fixture.Mazes, StringComparison.Ordinal).Replace("MODEL", fixture.Model, StringComparison.Ordinal).Split(' '));

        Assert.Equal(2, outcome.ExitCode);
        Assert.Empty(outcome.Output);
        Assert.Contains(problem, outcome.Error, StringComparison.Ordinal);
        Assert.All(outcome.Error.TrimEnd().Split('\n'), message => Assert.StartsWith("trm: ", message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_maze_of_another_size_is_refused_by_its_line()
    {
        Trm.Outcome outcome = await Trm.RunWithInput("S..G\nS.......G\n", "eval", "maze", "-", "--model", fixture.Model);

        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains("line 1: a maze of 2×2, the model takes mazes of 9 cells", outcome.Error, StringComparison.Ordinal);
        Assert.Single(outcome.Error.TrimEnd().Split('\n'));
    }
}
