using System.Text;
using System.Text.Json;
using TinyRecursion.Learning;
using TinyRecursion.Models;
using TinyRecursion.Problems;
using TinyRecursion.Tasks.Tiles;
using Xunit;

namespace TinyRecursion.Tasks.Tests.Tiles;

/// <summary>Settings, reading, metrics, fields, training and generation of the task.</summary>
public class TilesTaskTests
{
    // One move away, known to take one; the same with three known; out of reach.
    private const string Boards = "1 2 3 4 5 0 7 8 6 | U\n9 3 1 2 3 4 5 0 7 8 6\n2 1 3 4 5 6 7 8 0\n";

    private static readonly TilesTask Task = new();

    [Theory]
    [InlineData("beam", "0", "--beam must be at least 1, not 0")]
    [InlineData("weight", "nan", "--weight must be 0 to 1000, not NaN")]
    [InlineData("weight", "1001", "--weight must be 0 to 1000, not 1001")]
    [InlineData("steps", "0", "--steps must be at least 1, not 0")]
    [InlineData("goal", "middle", "--goal must be one of blank-last, blank-first, not 'middle'")]
    [InlineData("side", "6", "--side must be 2 to 5, not 6")]
    [InlineData("walk", "0", "--walk must be at least 1, not 0")]
    [InlineData("message", "20", "--message must be a multiple of 16, not 20")]
    public void Settings_out_of_range_are_refused(string name, string text, string message)
    {
        Setting setting = Task.Settings.Concat(Task.Generator.Settings).Concat(Task.Training[0].Settings).First(one => one.Name == name);

        Assert.Equal(message, Assert.Throws<SettingException>(() => Settings.Default.WithText(setting, [text])).Message);
    }

    [Fact]
    public void Moves_that_do_not_reach_the_goal_are_refused_when_they_are_read()
    {
        Settings first = Settings.Default.With(TilesSettings.Goal, TilesGoal.BlankFirst);

        Assert.Equal(3, Read(Boards).Count);
        Assert.Equal(
            "f: line 1: the moves given do not reach blank-first (is it the right --goal?): after 1 moves row 1, column 1 holds 1, not 0",
            Assert.Throws<InstanceFormatException>(() => Task.Read(new StringReader(Boards), "f", first).ToList()).Message);
    }

    [Fact]
    public void Metrics_compare_lengths_with_those_that_are_known()
    {
        using var solver = Task.Open(null);
        TilesPuzzle longer = new(new TilesBoard([1, 2, 3, 4, 5, 0, 7, 8, 6]), null, KnownLength: 0);
        var evaluation = Evaluation.Run(solver, [.. Read(Boards).Append(new SourcedInstance(longer, "f"))], threads: 2);

        Dictionary<string, double> values = evaluation.Metrics.ToDictionary(value => value.Metric.Key, value => value.Value);
        Assert.Equal((3, 0.75, 1), (evaluation.Solved, values["solvedShare"], values["refutedCount"]));
        Assert.Equal((1, 4 / 3.0, 0.5), (values["lengthMean"], values["knownLengthMean"], values["lengthRatioMean"]));
        Assert.Equal(2 / 3.0, evaluation[TilesAnswer.Exact]!.Value, 12);
        Assert.Equal(evaluation.Answers.Sum(answer => answer.Steps), values["nodesTotal"]);
        Assert.True(values["peakBytesMax"] > 0 && values["secondsMax"] > 0);
    }

    [Fact]
    public void Answers_are_lines_that_can_be_read_again_and_fields()
    {
        using var solver = Task.Open(null);
        TilesAnswer[] answers = [.. Read(Boards).Select(puzzle => solver.Solve((TilesPuzzle)puzzle.Instance))];
        var text = new StringWriter { NewLine = "\n" };
        Array.ForEach(answers, answer => answer.WriteText(text));

        Assert.Equal(
            "1 2 3 4 5 0 7 8 6 | U\n1 2 3 4 5 0 7 8 6 | U\n# unsolved line 3: no sequence of moves reaches the goal\n", text.ToString());
        Assert.Equal(2, Read(text.ToString()).Count);
        Assert.Equal("""{"board":"1 2 3 4 5 0 7 8 6","moves":"U","length":1,"knownLength":3}""", Json(answers[1].WriteJson));
        Assert.Equal("""{"board":"2 1 3 4 5 6 7 8 0"}""", Json(answers[2].WriteJson));
        Assert.Equal("no sequence of moves reaches the goal", answers[2].Failure());
        Assert.Equal("""{"board":"1 2 3 4 5 0 7 8 6","moves":"U","knownLength":1}""", Json(json => Task.WriteJson(json, answers[0].Puzzle)));
        var shown = new StringWriter { NewLine = "\n" };
        Task.Show(shown, answers[0].Puzzle);
        Assert.Equal(" 1  2  3\n 4  5  .\n 7  8  6\n\n", shown.ToString());
    }

    [Fact]
    public void A_generated_board_depends_on_seed_and_number()
    {
        Settings walk = Settings.Default.With(TilesSettings.Side, 3).With(TilesSettings.Walk, 5);
        var text = new StringWriter { NewLine = "\n" };
        Task.Generator.Write(text, [Task.Generator.Generate(7, 2, walk), Task.Generator.Generate(7, 2, Settings.Default)], walk);

        Assert.Equal(
            $"{TilesGenerator.Walk(7, 2, 3, TilesGoal.BlankLast, 5)}\n{TilesGenerator.Shuffle(7, 2, 4, TilesGoal.BlankLast)}\n", text.ToString());
    }

    [Theory]
    [InlineData(3)]
    [InlineData(5)]
    public void A_board_alone_is_a_problem_of_the_rule(int side)
    {
        Model model = TilesSamples.RandomModel();
        var puzzle = new TilesPuzzle(TilesGenerator.Shuffle(1, 1, side, TilesGoal.BlankLast));
        Problem problem = Task.Encode(puzzle, "f", model);
        using ModelRule rule = model.Open();
        using var session = rule.Open();
        session.Bind(problem);
        session.Step();

        Assert.Equal(side * side, problem.Cells);
        Assert.Equal(side * side, session.Readout().Length);
    }

    [Fact]
    public void A_rule_learns_from_plans_and_keeps_how_often_it_is_applied()
    {
        var training = (GradientTraining)Task.Training[0];
        var data = new TrainingData { Instances = Read(Boards), Validation = Read(Boards) };
        TrainingPlan plan = training.Plan(data, Settings.Default.With(TilesSettings.Width, 16).With(TilesSettings.Message, 16).With(TilesSettings.Hidden, 16));
        TrainingPlan twice = training.WithOptions(
            plan, plan.Options with { Supervision = new LoopSupervisionOptions { Steps = 2, Losses = 1 } });
        var parameters = new float[plan.Graph.ParameterCount];
        Model one = plan.Export(parameters, new Dictionary<string, string> { ["data"] = "d" }), two = twice.Export(parameters, one.Card);

        Assert.Equal("1 boards of plans to blank-last, sha256 18af1c5348fd3034", plan.Source.Identity);
        Assert.Equal(("1", "2", "d", 2), (one.Card["steps"], two.Card["steps"], two.Card["data"], ((LoopSupervisionOptions)twice.Options.Supervision).Steps));
        TrainingExample example = plan.Source.Create(3, 0);
        Assert.Equal((32 * 9, 32), (example.Problem.Cells, example.Loss.Count));
        // Without weights the estimate is the plain one, which finds the two shortest plans there are.
        Assert.Equal(1.0, plan.Validate!(one, 2, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void There_must_be_moves_to_learn_from() => Assert.StartsWith(
        "--data: no line has moves to learn from",
        Assert.Throws<SettingException>(() => ((GradientTraining)Task.Training[0]).Plan(new TrainingData { Instances = Read("1 2 0 3") }, Settings.Default)).Message,
        StringComparison.Ordinal);

    private static IReadOnlyList<SourcedInstance> Read(string text) =>
        [.. Task.Read(new StringReader(text), "f", Settings.Default).Select(puzzle => new SourcedInstance(puzzle, "f"))];

    private static string Json(Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
