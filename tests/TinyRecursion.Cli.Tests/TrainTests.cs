using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Xml;
using System.Xml.Linq;
using Xunit;

namespace TinyRecursion.Cli.Tests;

/// <summary>Training runs that are killed, that run out of disk, and that are given something they cannot use.</summary>
public sealed class TrainTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("train").FullName;
    private readonly List<Process> _started = [];

    public void Dispose()
    {
        foreach (Process process in _started)
        {
            process.Kill();
            process.WaitForExit();
            process.Dispose();
        }

        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Killed_again_and_again_a_run_ends_with_the_bytes_of_one_that_was_not()
    {
        await Generate();
        Trm.Outcome whole = await Trm.Run(Arguments("whole"));
        Assert.Equal(0, whole.ExitCode);
        int kills = 0;
        string checkpoint = InFolder("killed", "checkpoint.safetensors");
        for (int round = 0; ; round++)
        {
            DateTime before = File.Exists(checkpoint) ? File.GetLastWriteTimeUtc(checkpoint) : default;
            Process process = Start(Arguments("killed"));
            process.ErrorDataReceived += (_, _) => { };
            process.BeginErrorReadLine();
            // Two rounds go just so far that a checkpoint was written, the third is left to end.
            while (round < 2 && !process.HasExited && (!File.Exists(checkpoint) || File.GetLastWriteTimeUtc(checkpoint) == before))
            {
                await Task.Delay(2, TestContext.Current.CancellationToken);
            }

            if (round < 2 && !process.HasExited)
            {
                process.Kill();
                kills++;
            }

            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            if (process.ExitCode == 0)
            {
                break;
            }
        }

        Assert.True(kills > 0, "the run was over before it could be killed");
        Assert.Equal(File.ReadAllBytes(InFolder("whole.safetensors")), File.ReadAllBytes(InFolder("killed.safetensors")));
        Assert.Equal(
            File.ReadAllBytes(InFolder("whole", "checkpoint.safetensors")), File.ReadAllBytes(checkpoint));
        AssertSameMetrics("whole", "killed");
        Assert.Empty(Directory.GetFiles(InFolder("killed"), "*.tmp"));
    }

    [Theory]
    [InlineData("INT")]
    [InlineData("INT", "INT")]
    [InlineData("TERM")]
    public async Task Signals_end_a_run_and_say_so_in_one_line(params string[] signals)
    {
        // A shell without job control starts what runs in the background with interrupts ignored, which a program is to respect.
        Assert.SkipWhen(signals.Contains("INT") && InterruptsAreIgnored(), "interrupts are ignored by whoever started the tests");
        string[] train =
        [
            "train", "graph", "--nodes", "4", "--batch", "2", "--steps", "4", "--losses", "4", "--threads", "1", "--run", InFolder("run"),
            "--out", InFolder("out.safetensors"), "--every", "1000000", "--updates",
        ];
        Process process = Start([.. train, "1000000"]);
        string? line = await process.StandardError.ReadLineAsync(TestContext.Current.CancellationToken);
        Assert.Contains("parameters", line, StringComparison.Ordinal);
        // The first line of progress comes long before the first checkpoint that nobody asks for.
        line = await process.StandardError.ReadLineAsync(TestContext.Current.CancellationToken);
        Assert.StartsWith("100/", line, StringComparison.Ordinal);
        Trm.Outcome second = await Trm.Run([.. train, "1000000"]);
        Assert.Equal((2, $"trm: {InFolder("run")}: is in use by another training run\n"), (second.ExitCode, second.Error));
        Assert.False(File.Exists(InFolder("run", "checkpoint.safetensors")));
        Task<string> error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        foreach (string signal in signals)
        {
            using Process kill = Process.Start("kill", ["-" + signal, process.Id.ToString(CultureInfo.InvariantCulture)]);
            await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        // The second signal may come before the first has been followed or after it.
        Assert.Equal(130, process.ExitCode);
        string[] said = [.. (await error).Split('\n').Where(text => text.Length > 0 && !text.Contains("segments/s", StringComparison.Ordinal))];
        Assert.True(said is ["trm: cancelled"] || (signals.Length > 1 && said.Length == 0), string.Join('\n', said));
        Assert.False(File.Exists(InFolder("out.safetensors")));
        // A second signal that comes before the first was followed ends the process at once, without a checkpoint.
        if (said.Length > 0)
        {
            Trm.Outcome fewer = await Trm.Run([.. train, "10"]);
            Assert.Equal(2, fewer.ExitCode);
            Assert.Matches(@"^trm: .*: the checkpoint has \d+ updates, more than the 10 that are asked for", fewer.Error);
            Assert.False(File.Exists(InFolder("out.safetensors")));
        }
    }

    private static bool InterruptsAreIgnored()
    {
        const string Field = "SigIgn:";
        const int InterruptBit = 1 << 1;
        string? line = File.Exists("/proc/self/status") ? File.ReadLines("/proc/self/status").FirstOrDefault(text => text.StartsWith(Field, StringComparison.Ordinal)) : null;
        return line is not null && (ulong.Parse(line[Field.Length..].Trim(), NumberStyles.HexNumber, CultureInfo.InvariantCulture) & InterruptBit) != 0;
    }

    [Fact]
    public async Task A_full_disk_is_one_line_and_leaves_the_last_checkpoint_whole()
    {
        await Generate();
        Assert.Equal(0, (await Trm.Run(Arguments("full", "--updates", "4"))).ExitCode);
        byte[] before = File.ReadAllBytes(InFolder("full", "checkpoint.safetensors"));

        // A limit on the size of files is what a full disk looks like to a program, if the signal is ignored.
        Trm.Outcome outcome = await Trm.RunLimited(kibibytes: 8, Arguments("full"));

        Assert.Equal(2, outcome.ExitCode);
        Assert.Single(outcome.Error.TrimEnd().Split('\n'), line => line.StartsWith("trm: ", StringComparison.Ordinal));
        Assert.Equal(before, File.ReadAllBytes(InFolder("full", "checkpoint.safetensors")));
        Assert.Equal(["best.safetensors", "checkpoint.safetensors", "events.out.tfevents.trm", "last.safetensors", "metrics.jsonl", "progress.svg", "run.lock"], Directory.GetFiles(InFolder("full")).Select(Path.GetFileName).Order());
    }

    [Fact]
    public async Task A_run_goes_on_from_a_model_and_says_what_it_came_to()
    {
        await Generate();
        Assert.Equal(0, (await Trm.Run(Arguments("first", "--updates", "2"))).ExitCode);

        Trm.Outcome outcome = await Trm.Run([.. Arguments("second", "--from", InFolder("first.safetensors")), "--json"]);

        Assert.Equal(0, outcome.ExitCode);
        using JsonDocument json = JsonDocument.Parse(outcome.Output);
        using var picture = XmlReader.Create(
            InFolder("second", "progress.svg"), new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore });
        Assert.Equal("svg", XDocument.Load(picture).Root!.Name.LocalName);
        Assert.Equal(12, json.RootElement.GetProperty("updates").GetInt32());
        Assert.NotEqual(File.ReadAllBytes(InFolder("first.safetensors")), File.ReadAllBytes(InFolder("second.safetensors")));
    }

    [Theory]
    [InlineData("--losses", "9", "--losses must be at most --steps")]
    [InlineData("--message", "17", "--message must be a multiple of 16")]
    [InlineData("--from", "nowhere.safetensors", "there is no such file")]
    [InlineData("--data", "nowhere.txt", "nowhere.txt")]
    [InlineData("--learning-rate", "NaN", "--learning-rate must be")]
    [InlineData("--learning-rate", "0,005", "--learning-rate must be 1E-09 to 10, not 0,005")]
    [InlineData("--average", "1", "--average must be")]
    [InlineData("--updates", "0", "--updates must be at least 1")]
    public async Task What_cannot_be_used_is_refused_in_one_line(string option, string value, string problem)
    {
        await Generate();

        Trm.Outcome outcome = await Trm.Run(Arguments("bad", option, value));

        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains(problem, outcome.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(InFolder("bad.safetensors")));
    }

    /// <summary>Starts a run that does not outlive the test.</summary>
    private Process Start(params string[] arguments)
    {
        Process process = Trm.Start(arguments);
        _started.Add(process);
        return process;
    }

    private string InFolder(params string[] parts) => Path.Combine([_folder, .. parts]);

    /// <summary>A small run; given options replace its own.</summary>
    private string[] Arguments(string name, params string[] given)
    {
        var options = new Dictionary<string, string>
        {
            ["--data"] = InFolder("data.txt"), ["--validate"] = InFolder("data.txt"), ["--run"] = InFolder(name),
            ["--out"] = InFolder(name + ".safetensors"), ["--updates"] = "12", ["--every"] = "2", ["--batch"] = "5",
            ["--steps"] = "6", ["--losses"] = "3", ["--warm-up"] = "2", ["--width"] = "12", ["--message"] = "16",
            ["--hidden"] = "20", ["--threads"] = "2",
        };
        for (int i = 0; i < given.Length; i += 2)
        {
            options[given[i]] = given[i + 1];
        }

        return ["train", "sudoku", .. options.SelectMany(option => new[] { option.Key, option.Value })];
    }

    private async Task Generate() => await File.WriteAllTextAsync(
        InFolder("data.txt"), (await Trm.Run("generate", "sudoku", "--count", "12", "--difficulty", "hard", "--seed", "3")).Output,
        TestContext.Current.CancellationToken);

    /// <summary>Rows are the same, but that a run which is killed in between a checkpoint and its row has validated again and lost the means of the losses.</summary>
    private void AssertSameMetrics(string run, string killed)
    {
        JsonElement[] all = Rows(run), others = Rows(killed);
        Assert.Equal(all.Length, others.Length);
        Assert.All(all.Zip(others), pair =>
        {
            string[] names = ["update", "validation", "loss"];
            foreach (string name in names[..(pair.Second.TryGetProperty("loss", out _) ? 3 : 2)])
            {
                Assert.Equal(pair.First.GetProperty(name).GetDouble(), pair.Second.GetProperty(name).GetDouble());
            }
        });
    }

    private JsonElement[] Rows(string run) => [.. File.ReadAllLines(InFolder(run, "metrics.jsonl")).Select(line => JsonSerializer.Deserialize<JsonElement>(line))];
}
