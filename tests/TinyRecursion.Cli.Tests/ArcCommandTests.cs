using System.Text.Json;
using TinyRecursion.Cli.Common;
using TinyRecursion.Tasks;
using TinyRecursion.Tasks.Arc;
using Xunit;

namespace TinyRecursion.Cli.Tests;

/// <summary>From <c>train recipe</c> to <c>eval</c>, <c>solve</c> and <c>show</c> of ARC tasks.</summary>
public sealed class ArcCommandTests(ArcFixture fixture) : IClassFixture<ArcFixture>
{
    [Theory]
    [InlineData("eval", "arc")]
    [InlineData("solve", "arc")]
    [InlineData("show", "arc")]
    public async Task Help_has_an_example(params string[] command)
    {
        Trm.Outcome outcome = await Trm.Run([.. command, "--help"]);

        Assert.Equal(0, outcome.ExitCode);
        Assert.Contains("\n  trm " + string.Join(' ', command), outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Eval_scores_votes_and_writes_a_submission()
    {
        string submission = Path.Combine(fixture.Folder, "submission.json");
        Trm.Outcome outcome = await Trm.Run(["eval", "arc", .. fixture.AsTrained, "--json", "--submission", submission]);

        Assert.Equal(0, outcome.ExitCode);
        JsonElement root = outcome.Json();
        Assert.Equal("arc", root.GetProperty("task").GetString());
        Assert.Equal("steps", root.GetProperty("halt").GetString());
        Assert.Equal(2, outcome.Metric("instanceCount"));
        // Each test as it is and in three augmentations, each of two steps.
        Assert.Equal((8, 2, 8), (outcome.Metric("runsTotal"), outcome.Metric("runStepsMean"), outcome.Metric("stepsMean")));
        Assert.Equal(
            ["pass1Share", "pass2Share", "pass5Share", "pass10Share", "pass100Share", "pass1000Share"],
            root.GetProperty("metrics").EnumerateObject().Select(metric => metric.Name).Where(name => name.StartsWith("pass", StringComparison.Ordinal)));

        using JsonDocument written = JsonDocument.Parse(await File.ReadAllBytesAsync(submission, TestContext.Current.CancellationToken));
        Assert.Equal(["copy", "flood"], written.RootElement.EnumerateObject().Select(task => task.Name));
        foreach (JsonProperty task in written.RootElement.EnumerateObject())
        {
            JsonElement test = Assert.Single(task.Value.EnumerateArray());
            Assert.All(
                (string[])["attempt_1", "attempt_2"],
                name => Assert.InRange(test.GetProperty(name)[0].GetArrayLength(), 1, ArcGrid.MaximumSide));
        }
    }

    [Fact]
    public async Task Eval_takes_fewer_votes_and_steps_and_fails_below_what_was_asked()
    {
        Trm.Outcome few = await Trm.Run(["eval", "arc", .. fixture.AsTrained, "--votes", "2", "--max-steps", "1", "--json", "--halt", "learned"]);
        Assert.Equal((4, 1), (few.Metric("runsTotal"), few.Metric("runStepsMean")));

        Trm.Outcome outcome = await Trm.Run(["eval", "arc", .. fixture.AsTrained, "--at-least", "1"]);
        Assert.Contains(" pass@2,", outcome.Output, StringComparison.Ordinal);
        Assert.Equal(outcome.Output.Contains("100.00 % pass@2,", StringComparison.Ordinal) ? 0 : 1, outcome.ExitCode);
    }

    [Fact]
    public async Task Other_data_than_in_training_are_refused_with_both_in_one_line()
    {
        foreach (string[] given in (string[][])[["--augmentations", "2"], ["--seed", "4"], ["--train", fixture.Open]])
        {
            string[] arguments = [.. fixture.AsTrained];
            arguments[Array.IndexOf(arguments, given[0]) + 1] = given[1];
            // The open tasks may not be trained on, so that this one fails for another reason.
            string problem = given[0] == "--train" ? "is to be trained on" : "was trained on 'arc 1+2 tasks";

            Trm.Outcome outcome = await Trm.Run(["eval", "arc", .. arguments]);

            Assert.Equal(2, outcome.ExitCode);
            Assert.Empty(outcome.Output);
            Assert.Contains(problem, outcome.Error, StringComparison.Ordinal);
            Assert.Single(outcome.Error.TrimEnd().Split('\n'));
        }

        Trm.Outcome swapped = await Trm.Run("solve", "arc", fixture.Training, "--train", fixture.Evaluation, "--model", fixture.Model, "--augmentations", "3", "--seed", "3");
        Assert.Equal(2, swapped.ExitCode);
        Assert.Contains("given was 'arc 2+1 tasks", swapped.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tests_without_outputs_give_a_submission_but_no_score()
    {
        string folder = Directory.CreateDirectory(Path.Combine(fixture.Folder, "open")).FullName, submission = Path.Combine(folder, "submission.json");
        string model = await TinyRecipe.Train(folder, TinyRecipe.Json("arc", updates: 2, augmentations: 3), fixture.Training, fixture.Open);
        string[] arguments = ["eval", "arc", fixture.Open, "--train", fixture.Training, "--augmentations", "3", "--seed", "3", "--model", model];

        Trm.Outcome nothing = await Trm.Run(arguments);
        Trm.Outcome written = await Trm.Run([.. arguments, "--submission", submission]);
        string solutions = Path.Combine(folder, "solutions.json");
        await File.WriteAllTextAsync(solutions, """{"copy":[[[4,5,6]]],"flood":[[[4,4],[4,4]]]}""", TestContext.Current.CancellationToken);
        Trm.Outcome scored = await Trm.Run([.. arguments, "--solutions", solutions]);

        Assert.Equal(2, nothing.ExitCode);
        Assert.Contains("nothing to measure", nothing.Error, StringComparison.Ordinal);
        Assert.Equal(0, written.ExitCode);
        Assert.Contains("2 whose output is not known", written.Output, StringComparison.Ordinal);
        Assert.True(File.Exists(submission));
        Assert.Equal(0, scored.ExitCode);
        Assert.Contains("pass@1000", scored.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Solve_shows_answers_beside_the_right_ones_and_tells_the_same_as_json()
    {
        Trm.Outcome text = await Trm.Run(["solve", "arc", .. fixture.AsTrained]);
        Trm.Outcome one = await Trm.Run(["solve", "arc", .. fixture.AsTrained, "--json", "--threads", "1"]);
        Trm.Outcome two = await Trm.Run(["solve", "arc", .. fixture.AsTrained, "--json", "--threads", "2"]);
        Trm.Outcome flood = await Trm.Run(["solve", "arc", .. fixture.AsTrained, "--task", "flood"]);

        using JsonDocument first = JsonDocument.Parse(one.Output), second = JsonDocument.Parse(two.Output);
        JsonElement results = first.RootElement.GetProperty("results");
        Assert.Equal(results.GetRawText(), second.RootElement.GetProperty("results").GetRawText());
        Assert.Equal(2, results.GetArrayLength());
        foreach (JsonElement answer in results.EnumerateArray().SelectMany(result => result.GetProperty("answers").EnumerateArray()))
        {
            Assert.InRange(answer.GetProperty("votes").GetInt32(), 1, 4);
            Assert.InRange(answer.GetProperty("confidence").GetDouble(), 0, 1);
            Assert.Equal(answer.GetProperty("correct").GetBoolean(), answer.GetProperty("verdict").GetString() == "correct");
        }

        Assert.Equal(one.Metric("solvedCount") == 2 ? 0 : 1, text.ExitCode);
        Assert.Contains("copy test 1: ", text.Output, StringComparison.Ordinal);
        Assert.Contains("expected", text.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("\e", text.Output, StringComparison.Ordinal);
        Assert.StartsWith("flood test 1: ", flood.Output, StringComparison.Ordinal);
        Assert.EndsWith(flood.Output, text.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_small_recipe_trains_what_eval_reads()
    {
        string model = Path.Combine(fixture.Folder, "small.safetensors");
        Trm.Outcome trained = await Trm.Run(
            "train", "recipe", "recipes/small-arc-attention.json", "--data", fixture.Training, "--validate", fixture.Evaluation,
            "--out", model, "--run", Path.Combine(fixture.Folder, "small"), "--updates", "1", "--batch", "2");
        Assert.Equal(0, trained.ExitCode);

        // The recipe's augmentations, and the seed that both take if none is given.
        Trm.Outcome outcome = await Trm.Run(
            "eval", "arc", fixture.Evaluation, "--train", fixture.Training, "--augmentations", "20", "--model", model, "--votes", "1");

        Assert.Equal(0, outcome.ExitCode);
        Assert.Contains(" pass@1,", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Show_renders_the_tasks_of_a_file()
    {
        Trm.Outcome outcome = await Trm.Run("show", "arc", fixture.Evaluation, "--limit", "1");
        Trm.Outcome flood = await Trm.Run("show", "arc", fixture.Evaluation, "--task", "flood", "--json");

        Assert.Equal(0, outcome.ExitCode);
        Assert.StartsWith("copy: 2 shown, 1 to solve\ntrain 1 input    output\n1                1\n", outcome.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("flood", outcome.Output, StringComparison.Ordinal);
        using JsonDocument json = JsonDocument.Parse(flood.Output);
        JsonElement task = Assert.Single(json.RootElement.GetProperty("instances").EnumerateArray());
        Assert.Equal("flood", task.GetProperty("id").GetString());
        Assert.Equal(2, task.GetProperty("train").GetArrayLength());
    }

    [Fact]
    public void Colours_follow_the_terminal_and_the_environment()
    {
        Assert.Equal(TextColours.None, Colours(redirected: true));
        Assert.Equal(TextColours.Ansi256, Colours(redirected: false));
        Assert.Equal(TextColours.TrueColour, Colours(redirected: false, ("COLORTERM", "truecolor")));
        Assert.Equal(TextColours.None, Colours(redirected: false, ("COLORTERM", "truecolor"), ("NO_COLOR", "1")));
        Assert.Equal(TextColours.None, Colours(redirected: false, ("TERM", "dumb")));

        static TextColours Colours(bool redirected, params (string Name, string Value)[] variables) =>
            Terminal.ColoursOf(redirected, name => Array.Find(variables, variable => variable.Name == name).Value);
    }

    [Theory]
    [InlineData("eval arc nowhere.jsonl --train TRAIN --model MODEL", "nowhere.jsonl")]
    [InlineData("eval arc EVAL --model MODEL", "--train")]
    [InlineData("eval arc EVAL --train TRAIN", "--model")]
    [InlineData("eval arc EVAL --train TRAIN --model models/sudoku.safetensors", "is a model of task 'sudoku'")]
    [InlineData("eval arc EVAL --train TRAIN EVAL --model MODEL", "is in both lists")]
    [InlineData("eval arc EVAL --train TRAIN --model MODEL --augmentations -1", "--augmentations must be at least 0")]
    [InlineData("eval arc EVAL --train TRAIN --model MODEL --halt verified", "verified")]
    [InlineData("solve arc EVAL --train TRAIN --model MODEL --augmentations 3 --seed 3 --task none", "holds no task 'none'")]
    [InlineData("solve arc EVAL --train TRAIN --model MODEL --votes 0", "--votes must be at least 1")]
    [InlineData("show arc EVAL --task none", "holds no task 'none'")]
    [InlineData("show arc samples/sudoku/easy.txt", "easy.txt")]
    public async Task Bad_usage_is_exit_code_2_and_says_what(string line, string problem)
    {
        string filled = line.Replace("TRAIN", fixture.Training, StringComparison.Ordinal)
            .Replace("EVAL", fixture.Evaluation, StringComparison.Ordinal).Replace("MODEL", fixture.Model, StringComparison.Ordinal);

        Trm.Outcome outcome = await Trm.Run(filled.Split(' '));

        Assert.Equal(2, outcome.ExitCode);
        Assert.Empty(outcome.Output);
        Assert.Contains(problem, outcome.Error, StringComparison.Ordinal);
        Assert.All(outcome.Error.TrimEnd().Split('\n'), message => Assert.StartsWith("trm: ", message, StringComparison.Ordinal));
    }
}
