using System.Text.RegularExpressions;
using System.Text;
using System.Text.Json;
using TinyRecursion.Learning;
using TinyRecursion.Models;
using TinyRecursion.Models.Trm;
using TinyRecursion.Problems;
using TinyRecursion.Recursion;
using TinyRecursion.Rules;
using TinyRecursion.Rules.Trm;
using TinyRecursion.Tasks.Maze;
using TinyRecursion.Tasks.Sequences;
using Xunit;

namespace TinyRecursion.Tasks.Tests.Maze;

/// <summary>The task as the verbs see it: settings, answers as text, JSON and metrics, generated files, training plans, token data.</summary>
public class MazeTaskTests
{
    private const string Small = "S..\tS..\n.#.\to#.\n..G\tooG\n";

    private static readonly MazeTask Task = new();

    private static readonly Model Shipped = Model.Load(Path.Combine(AppContext.BaseDirectory, "models", "maze.safetensors"));

    private static readonly Settings PlainCode = Settings.Default.With(MazeTask.Rules, RuleKind.Algorithmic);

    [Fact]
    public void A_small_file_is_measured()
    {
        // One with its label, one whose label is another shortest path, one without a path.
        SourcedInstance[] mazes = Read("S.\tSo\n.G\t.G\n\nS..G\n....\n\nS#G\n###\n");
        using Solver solver = Task.Open(null, string.Empty, PlainCode);
        var evaluation = Evaluation.Run(solver, mazes, threads: 2);

        Assert.Equal("plain code", solver.Description);
        Assert.Equal(3, evaluation.Solved);
        Assert.Equal((0.0, 1.0, 1.0), (Of("exactShare"), Of("validShare"), Of("cellsShare")));
        Assert.Equal((1.0, 2.5, 2.5), (Of("noPathCount"), Of("lengthMean"), Of("shortestLengthMean")));
        Assert.Equal([AnswerStatus.Solved, AnswerStatus.Solved, AnswerStatus.Refuted], evaluation.Answers.Select(answer => answer.Status));

        double Of(string key) => evaluation.Metrics.Single(value => value.Metric.Key == key).Value;
    }

    [Fact]
    public void Answers_are_written_as_text_and_json()
    {
        MazePuzzle puzzle = Assert.Single(Read("S..\tS..\n.#.\to#.\n..G\tooG\n").Select(one => (MazePuzzle)one.Instance));
        using Solver<MazePuzzle, MazeAnswer> solver = Task.OpenSolver(null, string.Empty, PlainCode);
        MazeAnswer answer = solver.Solve(puzzle);
        MazeAnswer wrong = Answer(puzzle, MazeSamples.Marks("oo./.../...")), shut = Answer(puzzle with { Board = MazeSamples.Parse("S#G") }, MazeSamples.Marks("..."));
        MazeAnswer marked = Answer(puzzle with { Board = MazeSamples.Parse("S#G/.#.") }, MazeSamples.Marks(".../o.."));

        Assert.Equal("line 1: a shortest path of 4 moves  10 steps\nS..\no#.\nooG\n\n", Text(answer, TextColours.None));
        Assert.Contains("\e[1;32mo\e[0m", Text(answer, TextColours.TrueColour), StringComparison.Ordinal);
        Assert.StartsWith("line 1: unsolved: 1 cell is marked, but r1c1 is the start; ", Text(wrong, TextColours.None), StringComparison.Ordinal);
        Assert.Equal("line 1: there is no path from the start to the goal  1 step\nS#G\n\n", Text(shut, TextColours.None));
        Assert.StartsWith("line 1: no path: there is no path from the start to the goal, but 1 cell is marked  1 step\n", Text(marked, TextColours.None), StringComparison.Ordinal);
        Assert.Equal((false, true, true, false), (wrong.IsAccepted, shut.IsSolved, marked.IsAccepted, marked.IsSolved));
        Assert.Equal(
            "{\"rows\":3,\"columns\":3,\"maze\":\"S...#...G\",\"answer\":\"S..o#.ooG\",\"valid\":true,\"moves\":4,\"shortestMoves\":4,\"exact\":true,"
            + "\"runSteps\":10,\"restart\":0,\"reasons\":[]}",
            Json(answer.WriteJson));
        Assert.Equal(
            "{\"rows\":3,\"columns\":3,\"maze\":\"S...#...G\",\"label\":\"S..o#.ooG\",\"moves\":4}", Json(json => Task.WriteJson(json, (IInstance)puzzle)));
        var shown = new StringWriter();
        Task.Show(shown, (IInstance)puzzle);
        Assert.Equal("S..\no#.\nooG\n", shown.ToString());
    }

    [Fact]
    public void Settings_that_do_not_fit_are_refused()
    {
        Settings learned = Settings.Default.With(StandardSettings.Halt, HaltRule.Learned);
        Assert.Equal(
            "maze.safetensors: has no halting head: --halt learned needs one",
            Assert.Throws<SettingException>(() => Task.Open(Shipped, "maze.safetensors", learned)).Message);
        Assert.Equal(
            "plain code: has no halting head: --halt learned needs one",
            Assert.Throws<SettingException>(() => Task.Open(null, string.Empty, learned.With(MazeTask.Rules, RuleKind.Algorithmic))).Message);
        Assert.Equal("m: --rules algorithmic takes no --model", Assert.Throws<SettingException>(() => Task.Open(Shipped, "m", PlainCode)).Message);
        Assert.Equal("--restarts must be at least 1, not 0", Assert.Throws<SettingException>(() => Settings.Default.With(StandardSettings.Restarts, 0)).Message);
        Assert.Equal("m: does not fit mazes: it reads out 10 logits a cell, expected 1", Assert.Throws<ModelFormatException>(() => Task.Open(
            Model.Load(Path.Combine(AppContext.BaseDirectory, "models", "arithmetic.safetensors")), "m", Settings.Default)).Message);
        Assert.True(Task.NeedsModel(Settings.Default));
        Assert.False(Task.NeedsModel(PlainCode));
    }

    [Fact]
    public void Plain_code_stands_in_where_the_rule_fails()
    {
        Settings settings = Settings.Default.With(MazeTask.Rules, RuleKind.Mixed).With(StandardSettings.MaximumSteps, 1).With(StandardSettings.Restarts, 1);
        using Solver<MazePuzzle, MazeAnswer> solver = Task.OpenSolver(Shipped, "m", settings);
        MazeAnswer answer = solver.Solve((MazePuzzle)Read(Small)[0].Instance);

        Assert.True(answer is { IsSolved: true, RunSteps: 10, Steps: 11 });
        Assert.EndsWith(" parameters and plain code", solver.Description, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("side", "1", "--side must be 2 to 2048, not 1")]
    [InlineData("columns", "2049", "--columns must be 2 to 2048, not 2049")]
    [InlineData("kind", "round", "--kind must be one of walls, perfect, not 'round'")]
    [InlineData("min-moves", "900", "--min-moves must be 1 to 899, not 900")]
    [InlineData("min-walls", "899", "--min-walls must be 0 to 898, not 899")]
    [InlineData("max-walls", "899", "--max-walls must be 270 to 898, not 899")]
    public void Mazes_out_of_range_are_not_made(string name, string value, string message)
    {
        Setting setting = Task.Generator.Settings.Single(one => one.Name == name);
        Assert.Equal(message, Assert.Throws<SettingException>(() => Task.Generator.Generate(1, 0, Settings.Default.WithText(setting, [value]))).Message);
    }

    [Fact]
    public void Generated_mazes_are_written_as_lines_or_blocks_that_are_read_back()
    {
        foreach ((string Name, string Value)[] chosen in ((string, string)[][])
            [[("side", "9")], [("rows", "5"), ("columns", "8")], [("side", "7"), ("block", "")], [("side", "6"), ("no-path", "")], [("side", "9"), ("kind", "perfect")]])
        {
            Settings settings = chosen.Aggregate(
                Settings.Default, (made, one) => made.WithText(Task.Generator.Settings.Single(setting => setting.Name == one.Name), [one.Value]));
            MazePuzzle[] mazes = [.. Enumerable.Range(0, 3).Select(i => (MazePuzzle)Task.Generator.Generate(4, (ulong)i, settings))];
            var text = new StringWriter();
            Task.Generator.Write(text, mazes, settings);
            Assert.Equal(mazes, Read(text.ToString()).Select(one => (MazePuzzle)one.Instance with { Line = 0 }));
            Assert.Equal(chosen.Contains(("no-path", "")), mazes[0].Label is null);
        }

        Settings shut = Settings.Default.WithText(Task.Generator.Settings.Single(setting => setting.Name == "no-path"), [])
            .WithText(Task.Generator.Settings.Single(setting => setting.Name == "kind"), ["perfect"]);
        Assert.Contains("--no-path: every two places", Assert.Throws<SettingException>(() => Task.Generator.Generate(1, 0, shut)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Training_goes_on_from_a_model_whose_parameters_it_extends_with_zeros()
    {
        var training = (GradientTraining)Task.Training[0];
        TrainingPlan plan = training.Plan(new TrainingData { Start = Shipped }, Settings.Default);
        Model again = plan.Export(plan.Start!, new Dictionary<string, string>());

        Assert.Equal(Shipped.Parameters.ToArray(), again.Parameters.ToArray());
        Assert.Equal(plan.Graph.ParameterCount, plan.Start!.Length);
        Assert.Equal(MazeRule.LearnerLogits, plan.Graph.ReadoutWidth);
        Assert.Equal(training.Defaults, plan.Options);
        Assert.Equal("generated mazes of at most 15×15 and 42 moves", plan.Source.Identity);
        Assert.Null(plan.Validate);
        Model proved = Model.Load(Path.Combine(AppContext.BaseDirectory, "models", "maze-proved.safetensors"));
        Assert.Throws<ModelFormatException>(() => training.Plan(new TrainingData { Start = proved }, Settings.Default));
        Setting moves = training.Settings.Single(setting => setting.Name == "moves");
        Assert.Equal(
            "--moves must be at most 42 for mazes of side 15, not 43",
            Assert.Throws<SettingException>(() => training.Plan(new TrainingData(), Settings.Default.WithText(moves, ["43"]))).Message);
        plan = training.Plan(new TrainingData { Validation = Read(Small) }, Settings.Default);
        Assert.Equal(1, plan.Validate!(Shipped, 1, TestContext.Current.CancellationToken));
        LocalTrainingPlan local = ((LocalTraining)Task.Training[1]).Plan(Settings.Default);
        Assert.Equal(("maze", 644_204L), (local.Task, local.Specification.Shape.Size));
    }

    [Fact]
    public void A_model_over_token_sequences_starts_as_often_as_asked_for_and_refuses_other_sizes()
    {
        Model model = Tokens();
        SourcedInstance[] mazes = Read(Small);
        var pictures = new List<string>();
        using Solver<MazePuzzle, MazeAnswer> once = Task.OpenSolver(model, "m", Settings.Default);
        using Solver<MazePuzzle, MazeAnswer> thrice = Task.OpenSolver(model, "m", Settings.Default.With(StandardSettings.Restarts, 3));
        MazeAnswer first = once.Solve((MazePuzzle)mazes[0].Instance, trace: new Pictures(mazes[0].Instance, pictures));
        MazeAnswer last = thrice.Solve((MazePuzzle)mazes[0].Instance);

        // Random weights solve nothing.
        Assert.True(first is { IsSolved: false, RunSteps: 4, Steps: 4, Restart: 0, IsExact: false, Confidence: > 0 and < 1 });
        Assert.True(last is { IsSolved: false, RunSteps: 4, Steps: 12, Restart: 2 });
        Assert.Equal(4, pictures.Count);
        Assert.Equal(MazeText.Render(first.Puzzle.Board, first.Marks, TextColours.None), pictures[^1]);
        Assert.Equal(
            "f: line 1: a maze of 2×2, the model takes mazes of 9 cells",
            Assert.Throws<InstanceFormatException>(() => once.Require(Read("S.\n.G\n")[0].Instance, "f")).Message);
        Problem problem = Task.Encode(mazes[0].Instance, "f", model);
        Assert.Equal(10, problem.Cells);
        Assert.Equal(8, Task.Encode(mazes[0].Instance, "f", Shipped).Cells);
    }

    [Fact]
    public void Token_data_have_one_size_labels_and_paths()
    {
        string folder = Directory.CreateTempSubdirectory().FullName;
        try
        {
            ITokenDataset data = Task.OpenTokens([File("a", Small)], File("b", "S..\n.#.\n..G\n"), 1, 1);
            var random = new SeededRandom(1);
            TokenExample example = data.Draw(ref random);

            Assert.StartsWith("maze, 1 mazes, sha256 ", data.Identity, StringComparison.Ordinal);
            Assert.Equal((9, 6, 1), (data.Sizes.SequenceLength, data.Sizes.VocabularySize, data.Groups));
            Assert.Equal((9, 3), (example.Inputs.Length, example.Labels.Count(label => label == MazeEncoding.Path)));
            Assert.True(data.IsRight(data.HeldOut[0], data.HeldOut[0].Labels));
            foreach ((string text, string? validation, string problem) in ((string, string?, string)[])
            [
                ("S.\n.G\n", null, "line 1: has no label column to learn from"),
                (Small + "\nS.\tSo\n.G\t.G\n", null, "line 5: a maze of 2×2 among ones of 3×3: a sequence has one length"),
                (Small, "S#.\n##.\n..G\n", "line 1: a maze to validate on has no path from the start to the goal"),
                ("S.G\tSoG\n...\t...\n", null, "mazes of 2×3 cannot be turned: set num_aug to 0"),
            ])
            {
                Assert.EndsWith(
                    problem, Assert.ThrowsAny<FormatException>(() => Task.OpenTokens([File("a", text)], validation is null ? null : File("b", validation), 1, 1)).Message,
                    StringComparison.Ordinal);
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        string File(string name, string text)
        {
            string path = Path.Combine(folder, name);
            System.IO.File.WriteAllText(path, text);
            return path;
        }
    }

    private static SourcedInstance[] Read(string text) =>
        [.. Task.Read(new StringReader(text), "f", Settings.Default).Select(instance => new SourcedInstance(instance, "f"))];

    private static MazeAnswer Answer(MazePuzzle puzzle, MazeMarks marks) =>
        new(puzzle, marks, MazeChecker.Check(puzzle.Board, marks), null, HaltReason.StepLimit, 1, 1, 0);

    private static string Text(MazeAnswer answer, TextColours colours)
    {
        var text = new StringWriter();
        answer.WriteText(text, colours);
        return text.ToString();
    }

    private static string Json(Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    /// <summary>A model of random weights over mazes of nine cells.</summary>
    private static Model Tokens()
    {
        var config = new TrmConfig
        {
            SequenceLength = 9, VocabularySize = 6, PuzzleCount = 1, PuzzleWidth = 8, PuzzleSlots = 1, HighCycles = 1, LowCycles = 1, Layers = 1,
            Width = 8, Expansion = 1, Heads = 2, Positions = TrmPositions.Rotary, HaltMaximumSteps = 4,
        };
        RuleGraph graph = TrmRule.Create(config);
        var random = new SeededRandom(3);
        float[] parameters = [.. Enumerable.Range(0, graph.ParameterCount).Select(_ => 0.5f * random.NextGaussian())];
        float[] start = [.. Enumerable.Repeat(1f, config.Width)];
        return new TrmModel(config, graph, parameters, new NestedCyclesOptions { HighCycles = 1, LowCycles = 1, HighStart = start, LowStart = start })
            .ToModel("maze", new Dictionary<string, string>());
    }

    private sealed class Pictures(IInstance instance, List<string> shown) : ITrace
    {
        public void Record(ITracedStep step) => shown.Add(Regex.Replace(Task.Picture(instance, step)!, "\e\\[[0-9;]*m", string.Empty));
    }
}
