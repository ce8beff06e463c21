using System.Text.Json;
using System.Xml.Linq;
using Xunit;

namespace TinyRecursion.Cli.Tests;

/// <summary>What is written of runs beside their answers.</summary>
public sealed class RecordingTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("recording").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("solve sudoku --sample")]
    [InlineData("solve sudoku --sample --search")]
    [InlineData("eval maze --sample --model maze")]
    [InlineData("solve graphs --sample")]
    [InlineData("solve sat --sample")]
    [InlineData("solve tiles --sample --beam 50")]
    [InlineData("solve arithmetic --sample")]
    public async Task A_trace_has_a_line_for_what_runs_for_each_step_and_for_each_answer(string command)
    {
        string file = Path.Combine(_folder, "run.jsonl");
        Trm.Outcome traced = await Trm.Run([.. command.Split(' '), "--trace", file]), again = await Trm.Run([.. command.Split(' '), "--trace", file]);
        JsonElement[] lines = [.. (await File.ReadAllLinesAsync(file, TestContext.Current.CancellationToken)).Select(line => JsonDocument.Parse(line).RootElement)];

        Assert.Equal((0, 0), (traced.ExitCode, again.ExitCode));
        Assert.All(["version", "task", "inputDigest", "modelDigest", "seed", "settings"], key => Assert.True(lines[0].TryGetProperty(key, out _), key));
        JsonElement[] answers = [.. lines.Where(line => line.TryGetProperty("status", out _))];
        Assert.All(answers, answer => Assert.Equal("solved", answer.GetProperty("status").GetString()));
        Assert.Equal(Enumerable.Range(0, answers.Length), answers.Select(answer => answer.GetProperty("instance").GetInt32()));
        Assert.True(command.Contains("arithmetic", StringComparison.Ordinal) || lines.Length > answers.Length + 1, "no step is there");
    }

    [Fact]
    public async Task The_steps_lead_to_the_answer()
    {
        string file = Path.Combine(_folder, "run.jsonl");
        JsonElement result = (await Trm.Run("solve", "sudoku", "--sample", "--json", "--trace", file)).Json().GetProperty("results")[0];
        JsonElement[] lines = [.. (await File.ReadAllLinesAsync(file, TestContext.Current.CancellationToken)).Select(line => JsonDocument.Parse(line).RootElement)];
        JsonElement[] steps = [.. lines.Where(line => line.TryGetProperty("step", out _))];

        Assert.Equal(result.GetProperty("steps").GetInt32(), steps.Length);
        Assert.Equal(Enumerable.Range(1, steps.Length), steps.Select(step => step.GetProperty("step").GetInt32()));
        Assert.Equal(result.GetProperty("solution").GetString(), string.Concat(steps[^1].GetProperty("answer").EnumerateArray().Select(digit => digit.GetInt32())));
        int[] before = [.. steps[^2].GetProperty("answer").EnumerateArray().Select(digit => digit.GetInt32())];
        int[] after = [.. steps[^1].GetProperty("answer").EnumerateArray().Select(digit => digit.GetInt32())];
        Assert.Equal(before.Zip(after).Count(pair => pair.First != pair.Second), steps[^1].GetProperty("changedCount").GetInt32());
        Assert.All(steps, step => Assert.InRange(step.GetProperty("residual").GetDouble(), 0, 1000));
    }

    [Theory]
    [InlineData("sudoku", 26)]
    [InlineData("maze --model maze", 54)]
    public async Task A_recording_is_a_picture_with_a_frame_for_most_steps(string task, int steps)
    {
        string file = Path.Combine(_folder, "run.svg");
        Trm.Outcome outcome = await Trm.Run(["solve", .. task.Split(' '), "--sample", "--record", file]);
        XElement svg = XDocument.Load(file).Root!;
        XNamespace space = "http://www.w3.org/2000/svg";
        XElement[] frames = [.. svg.Elements(space + "g")];

        Assert.Equal(0, outcome.ExitCode);
        Assert.InRange(frames.Length, 16, Math.Min(65, steps));
        Assert.Equal(["visible"], frames.Select(frame => frame.Attribute("visibility")!.Value).Where(value => value != "hidden"));
        Assert.Equal("step 1", frames[0].Element(space + "text")!.Value);
        Assert.Equal($"step {steps}", frames[^1].Element(space + "text")!.Value);
        Assert.All(frames, frame => Assert.Single(frame.Elements(space + "animate")));
    }

    [Theory]
    [InlineData("--trace")]
    [InlineData("--record")]
    public async Task Nothing_that_is_not_ours_is_replaced(string option)
    {
        string file = Path.Combine(_folder, "mine.txt");
        await File.WriteAllTextAsync(file, "mine", TestContext.Current.CancellationToken);
        Trm.Outcome outcome = await Trm.Run("solve", "sudoku", "--sample", option, file);

        Assert.Equal((2, "mine"), (outcome.ExitCode, await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken)));
    }

    [Fact]
    public async Task Two_outputs_are_two_files()
    {
        string file = Path.Combine(_folder, "run.svg");
        Trm.Outcome outcome = await Trm.Run("solve", "sudoku", "--sample", "--record", file, "--trace", Path.Combine(_folder, ".", "run.svg"));

        Assert.Equal((2, false), (outcome.ExitCode, File.Exists(file)));
        Assert.Contains("is an output already", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Values_are_separated_by_commas_with_a_line_of_names()
    {
        string file = Path.Combine(_folder, "a,\"b\".txt");
        File.Copy(Path.Combine(Trm.Root, "samples/sudoku/easy.txt"), file);
        Trm.Outcome solve = await Trm.Run("solve", "sudoku", file, "--limit", "2", "--csv"), eval = await Trm.Run("eval", "sudoku", file, "--limit", "2", "--csv");
        string[] solved = solve.Output.TrimEnd().Split('\n'), measured = eval.Output.TrimEnd().Split('\n');

        Assert.Equal(3, solved.Length);
        Assert.StartsWith("file,line,status,solved,steps,milliseconds,limit,", solved[0], StringComparison.Ordinal);
        Assert.StartsWith($"\"{file.Replace("\"", "\"\"", StringComparison.Ordinal)}\",", solved[1], StringComparison.Ordinal);
        Assert.Equal(2, measured.Length);
        Assert.Equal("2", measured[1].Split(',')[Array.IndexOf(measured[0].Split(','), "solvedCount")]);
    }

    [Theory]
    [InlineData("samples/sat/satisfiable.cnf", 10, "s SATISFIABLE")]
    [InlineData("samples/sat/unsatisfiable.cnf --search", 20, "s UNSATISFIABLE")]
    [InlineData("samples/sat/unsatisfiable.cnf --search --max-nodes 1", 0, "s UNKNOWN")]
    [InlineData("samples/sat/satisfiable.cnf samples/sat/unsatisfiable.cnf", 2, "")]
    public async Task In_competitions_the_exit_code_is_the_answer(string arguments, int code, string line)
    {
        Trm.Outcome outcome = await Trm.Run(["solve", "sat", .. arguments.Split(' '), "--competition"]);

        Assert.Equal(code, outcome.ExitCode);
        Assert.Contains(line, outcome.Output, StringComparison.Ordinal);
    }
}
