using TinyRecursion.Assurance.Checker.Receipts;
using TinyRecursion.Assurance.Receipts;
using TinyRecursion.Models;
using TinyRecursion.Tasks;
using TinyRecursion.Tasks.Arithmetic;
using TinyRecursion.Tasks.Maze;
using TinyRecursion.Tasks.Sudoku;
using Xunit;

namespace TinyRecursion.Assurance.Tests.Receipts;

/// <summary>Receipts are accepted as they are, and rejected for the right reason when anything in them is not what was run.</summary>
public sealed class ReceiptTests : IClassFixture<ReceiptTests.Samples>
{
    private readonly ReceiptSample _sudokus;
    private readonly ReceiptSample _maze;

    public ReceiptTests(Samples samples) => (_sudokus, _maze) = (samples.Sudokus, samples.Maze);

    /// <summary>What a forger changes, whose digests all fit, and the reason by which it is rejected.</summary>
    public static TheoryData<string, string> Forgeries => new()
    {
        { "task", "task: maze" },
        { "model", "model: sha256" },
        { "graph", "graph: the receipt names another one" },
        { "execution", "execution: tables in the receipt, integers here" },
        { "halting", "halting: learned in the receipt, verified here" },
        { "input", "input: the receipt is about other files" },
        { "no input", "input: the receipt is about other files" },
        { "setting left out", "settings: 'seed'" },
        { "setting twice", "settings: " },
        { "settings in another order", "settings: " },
        { "setting written otherwise", "settings: 'seed'" },
        { "instance", "run 0: instance: the receipt is about another one" },
        { "runs exchanged", "run 0: instance: the receipt is about another one" },
        { "run twice", "run 1: instance: the receipt is about another one" },
        { "run added", "instances: there are 2, and 3 in the receipt" },
        { "start", "run 0: event 1: start" },
        { "part", "run 0: event 0: part" },
        { "end of a part", "end of a part" },
        { "answer", "run 0: answer: {\"puzzle\"" },
        { "answer longer", "run 0: answer: {\"puzzle\"" },
        { "verdict", "run 0: verdict: unsolved in the receipt, solved here" },
        { "steps told", "run 0: steps: " },
        { "steps exchanged", "step 2: state" },
        { "first step left out", "step 1: state" },
        { "last step left out", "kind: end of a part in the receipt, step here" },
        { "step repeated", "step 2: state" },
        { "cut off", "the receipt ends where the run goes on" },
        { "going on", "the receipt goes on where the run ends" },
        { "spliced", "step 3: state" },
        { "step of a rule as a node", "kind: node in the receipt, step here" },
        { "start as a step", "kind: step in the receipt, start here" },
        { "digest of another domain", "step 1: state" },
    };

    [Fact]
    public void What_was_run_is_accepted_and_written_the_same_again()
    {
        foreach (ReceiptSample sample in (ReceiptSample[])[_sudokus, _maze])
        {
            AuditVerdict verdict = sample.Audit(sample.Bytes);
            Assert.Equal((true, null, sample.Instances.Count), (verdict.IsAccepted, verdict.Failure, (int)verdict.Runs));
            Assert.Equal(sample.Receipt.Runs.Sum(run => run.Count), verdict.Events);
            Assert.Equal(sample.Bytes, ReceiptSample.Record(sample.Subject, sample.Solver, sample.Instances));
            Assert.Equal(sample.Bytes, ForgedReceipt.Of(sample.Bytes).Bytes());
        }
    }

    [Theory]
    [InlineData("corridor", "maze-proved")]
    [InlineData("sums", "arithmetic")]
    public void Receipts_are_the_test_vectors_byte_for_byte(string vector, string model)
    {
        string path = Path.Combine(AppContext.BaseDirectory, "Receipts", "vectors", vector);
        using ReceiptSample sample = ReceiptSample.Vector(model == "arithmetic" ? new ArithmeticTask() : new MazeTask(), model, path + ".txt");
        Assert.Equal(File.ReadAllBytes(path + ".receipt"), sample.Bytes);
    }

    [Fact]
    public void A_step_takes_33_bytes()
    {
        ReceiptRun run = _sudokus.Receipt.Runs[0];
        int steps = SpotAudit.Steps(run).Length, others = run.Count - steps;
        ForgedReceipt shorter = ForgedReceipt.Of(_sudokus.Bytes);
        shorter.Runs[0].Events.RemoveAll(one => one.Kind == (byte)EventKind.Step);
        Assert.Equal(33 * steps, _sudokus.Bytes.Length - shorter.Bytes().Length);
        Assert.True(others < 10, $"{others} other events");
    }

    [Theory]
    [MemberData(nameof(Forgeries))]
    public void A_forgery_whose_digests_fit_is_rejected_for_its_reason(string what, string reason)
    {
        ForgedReceipt forged = ForgedReceipt.Of(_sudokus.Bytes);
        Forge(forged, what);
        AuditVerdict verdict = _sudokus.Audit(forged.Bytes());
        Assert.Contains(reason, verdict.Failure, StringComparison.Ordinal);
    }

    [Fact]
    public void One_bit_of_any_step_is_found_at_that_step()
    {
        for (int run = 0; run < 2; run++)
        {
            foreach (int index in ForgedReceipt.Of(_sudokus.Bytes).Runs[run].Steppings)
            {
                ForgedReceipt forged = ForgedReceipt.Of(_sudokus.Bytes);
                forged.Runs[run].Turn(index);
                forged.Runs.RemoveAt(1 - run);
                AuditVerdict verdict = FullAudit.Run(Receipt.Read(forged.Bytes()), _sudokus.Subject, _sudokus.Solver, [_sudokus.Instances[run]]);
                Assert.StartsWith($"run 0: event {index}: step ", verdict.Failure, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void Another_seed_is_found_where_the_runs_part()
    {
        ForgedReceipt forged = ForgedReceipt.Of(_sudokus.Bytes);
        int at = forged.Settings.FindIndex(one => one.Name == "seed");
        forged.Settings[at] = ("seed", ["2"]);
        Settings settings = Settings.Default.With(StandardSettings.Seed, 2UL);
        ReceiptSubject subject = new(new SudokuTask(), settings, _sudokus.Model, Convert.ToHexStringLower(forged.Model), Convert.ToHexStringLower(forged.Input));
        using Solver solver = subject.Task.Open(subject.Model, "model", settings);
        AuditVerdict verdict = FullAudit.Run(Receipt.Read(forged.Bytes()), subject, solver, _sudokus.Instances);
        Assert.Equal("run 0: event 1: start", verdict.Failure);
    }

    [Fact]
    public void Other_weights_under_the_name_of_the_right_ones_are_found_at_the_first_step()
    {
        // The auditor's model is the one named; what was run is another.
        byte[] altered = File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "models", "sudoku4.safetensors"));
        using var stream = new MemoryStream();
        // Bytes of weights, wherever they lie, leave a model that can be read.
        long start = 8 + BitConverter.ToInt64(altered);
        altered[start + 20_000] ^= 0x11;

        Model other = Model.Load(new MemoryStream(altered), "altered");
        ReceiptSubject subject = new(_sudokus.Subject.Task, Settings.Default, other, Convert.ToHexStringLower(_sudokus.Receipt.Header.ModelDigest), Convert.ToHexStringLower(_sudokus.Receipt.Header.InputDigest));
        using Solver solver = subject.Task.Open(other, "altered", Settings.Default);
        byte[] forged = ReceiptSample.Record(subject, solver, [_sudokus.Instances[0]]);
        Assert.Contains("step ", _sudokus.Audit(forged).Failure, StringComparison.Ordinal);
    }

    [Fact]
    public void Models_in_floating_point_and_limits_on_time_have_no_receipt()
    {
        Model model = Model.Load(Path.Combine(AppContext.BaseDirectory, "models", "sudoku.safetensors"));
        var task = new SudokuTask();
        var subject = new ReceiptSubject(task, Settings.Default, model, new string('0', 64), null);
        using Solver solver = task.Open(model, "sudoku", Settings.Default);
        Assert.Contains("trm compress MODEL --int8", Assert.Throws<ReceiptException>(() => ReceiptSample.Record(subject, solver, _sudokus.Instances)).Message, StringComparison.Ordinal);
        subject = new ReceiptSubject(task, Settings.Default.With(StandardSettings.TimeLimit, 1.0), _sudokus.Model, new string('0', 64), null);
        Assert.Contains("--max-nodes", Assert.Throws<ReceiptException>(subject.Header).Message, StringComparison.Ordinal);
    }

    private static void Forge(ForgedReceipt forged, string what)
    {
        ForgedRun run = forged.Runs[0];
        int step = run.Steppings[0];
        switch (what)
        {
            case "task": forged.Task = "maze"; break;
            case "model": forged.Model = Turned(forged.Model); break;
            case "graph": forged.Graph = Turned(forged.Graph); break;
            case "execution": forged.Execution = "tables"; break;
            case "halting": forged.Halting = "learned"; break;
            case "input": forged.Input = Turned(forged.Input); break;
            case "no input": forged.Input = []; break;
            case "setting left out": forged.Settings.RemoveAll(one => one.Name == "seed"); break;
            case "setting twice": forged.Settings.Add(forged.Settings[0]); break;
            case "settings in another order": forged.Settings.Reverse(); break;
            case "setting written otherwise": forged.Settings[forged.Settings.FindIndex(one => one.Name == "seed")] = ("seed", ["01"]); break;
            case "instance": run.Instance = Turned(run.Instance); break;
            case "runs exchanged": forged.Runs.Reverse(); break;
            case "run twice": forged.Runs[1] = run; break;
            case "run added": forged.Runs.Add(run); break;
            case "start": run.Turn(1); break;
            case "part": run.Turn(0); break;
            case "end of a part": run.Turn(run.Events.Count - 1); break;
            case "answer": run.Answer[^3] ^= 1; break;
            case "answer longer": run.Answer = [.. run.Answer, (byte)' ']; break;
            case "verdict": run.Status = "unsolved"; break;
            case "steps told": run.Steps++; break;
            case "steps exchanged": (run.Events[step + 1], run.Events[step + 2]) = (run.Events[step + 2], run.Events[step + 1]); break;
            case "first step left out": run.Events.RemoveAt(step); break;
            case "last step left out": run.Events.RemoveAt(run.Steppings[^1]); break;
            case "step repeated": run.Events.Insert(step, run.Events[step]); break;
            case "cut off": run.Events.RemoveRange(run.Events.Count / 2, run.Events.Count - (run.Events.Count / 2)); break;
            case "going on": run.Events.Add(run.Events[^1]); break;
            case "spliced": run.Events[step + 2] = forged.Runs[1].Events[forged.Runs[1].Steppings[2]]; break;
            case "step of a rule as a node": run.Events[step] = ((byte)EventKind.Node, run.Events[step].Digest); break;
            case "start as a step": run.Events[1] = ((byte)EventKind.Step, run.Events[1].Digest); break;
            case "digest of another domain": run.Events[step] = (run.Events[step].Kind, ForgedReceipt.Hash("start", run.Events[step].Digest)); break;
            default: throw new ArgumentOutOfRangeException(nameof(what), what, null);
        }
    }

    private static byte[] Turned(byte[] digest) => [(byte)(digest[0] ^ 1), .. digest[1..]];

    public sealed class Samples : IDisposable
    {
        internal ReceiptSample Sudokus { get; } = ReceiptSample.Sudokus();

        internal ReceiptSample Maze { get; } = ReceiptSample.Corridor(12);

        public void Dispose()
        {
            Sudokus.Dispose();
            Maze.Dispose();
        }
    }
}
