using System.Diagnostics;
using System.Security.Cryptography;
using TinyRecursion.Assurance.Audits.Fast;
using TinyRecursion.Models;
using TinyRecursion.Problems;
using TinyRecursion.Recursion;
using TinyRecursion.Rules;
using TinyRecursion.Tasks;
using TinyRecursion.Tasks.Sudoku;
using TinyRecursion.Training.Compression;

namespace TinyRecursion.IntegerComparison;

/// <summary>Lets a fast audit and a plain replay go over the same runs of one model by turns on the calling thread.</summary>
internal static class AuditComparison
{
    private const int Runs = 64;
    private const ulong Seed = 21;

    /// <summary>Compares both for every rule.</summary>
    /// <param name="folder">The folder of the shipped models.</param>
    /// <param name="rounds">Times that both take their turn; the best counts.</param>
    public static IEnumerable<AuditResult> All(string folder, int rounds)
    {
        yield return Sudoku(Model.Load(Path.Combine(folder, "sudoku4.safetensors")), rounds);
        yield return Rule("sudoku, random", Relational(256), 256, steps: 4, rounds, Boards);
        yield return Rule("sudoku, random", Relational(512), 512, steps: 4, rounds, Boards);
        yield return Rule("attention", Attention(256, heads: 4), 256, steps: 8, rounds, _ => [.. Enumerable.Range(0, Runs).Select(i => Tokens(SeededRandom.For(Seed, (ulong)i)))]);
    }

    private static AuditResult Sudoku(Model model, int rounds)
    {
        IInstance[] instances = [.. Puzzles()];
        var task = new SudokuTask();
        return Compare("sudoku", model.Graph.StateWidth, model, rounds, (opened, receipts) =>
        {
            using Solver solver = task.Open(opened, task.Name, Settings.Default);
            long steps = 0;
            foreach (IInstance instance in instances)
            {
                long taken = solver.Solve(instance, trace: receipts?.Begin()).Steps;
                receipts?.End(taken);
                steps += taken;
            }

            return (steps, 0UL);
        });
    }

    private static IEnumerable<IInstance> Puzzles() => Enumerable.Range(0, Runs).Select(i => SudokuGenerator.Generate(Seed, (ulong)i, SudokuDifficulty.Extreme));

    /// <summary>The boards as the shipped rule sees them.</summary>
    private static Problem[] Boards(Model model)
    {
        var task = new SudokuTask();
        return [.. Puzzles().Select(puzzle => task.Encode(puzzle, "puzzle", model))];
    }

    private static AuditResult Rule(string name, RuleGraph graph, int width, int steps, int rounds, Func<Model, Problem[]> encode)
    {
        var parameters = new float[graph.ParameterCount];
        var random = new SeededRandom(Seed);
        foreach (WeightShape weight in graph.Weights)
        {
            float scale = weight.Name.EndsWith(".weight", StringComparison.Ordinal) ? 1f / MathF.Sqrt(weight.Rows) : 0.5f;
            foreach (ref float value in parameters.AsSpan(weight.Offset, weight.Count))
            {
                value = scale * random.NextGaussian();
            }
        }

        Problem[] problems = encode(new Model("sudoku", graph, parameters, new Dictionary<string, string>()));
        Calibration calibration = Calibration.Collect(graph, parameters, problems[..4], steps);
        var model = new Model(name, graph, Quantiser.Quantise(graph, parameters, calibration), new Dictionary<string, string>());
        return Compare(name, width, model, rounds, (opened, receipts) =>
        {
            using ModelRule rule = opened.Open();
            using IRuleSession session = rule.Open();
            ulong digest = 0;
            foreach (Problem problem in problems)
            {
                var state = new float[problem.Cells * graph.StateWidth];
                session.Bind(problem);
                ITrace? trace = receipts?.Begin();
                trace?.Begin(session);
                for (int step = 0; step < steps; step++)
                {
                    session.Step();
                    trace?.Record(session);
                }

                receipts?.End(steps);
                session.CopyState(state);
                foreach (float entry in state)
                {
                    digest = (digest * 31) + BitConverter.SingleToUInt32Bits(entry);
                }
            }

            return ((long)steps * Runs, digest);
        });
    }

    private static AuditResult Compare(string name, int width, Model model, int rounds, Func<Model, ReceiptRecorder?, (long Steps, ulong Digest)> work)
    {
        string file = Path.GetTempFileName();
        try
        {
            byte[] digest = SHA256.HashData(GraphBytes(model));
            var best = new double[5];
            Array.Fill(best, double.PositiveInfinity);
            long steps = 0;
            for (int round = 0; round <= rounds; round++)
            {
                var sides = new List<(double Seconds, (long Steps, ulong Digest) Result)>
                {
                    Timed(() => Run(model)),
                    Timed(() =>
                    {
                        using FileStream stream = File.Create(file);
                        return FastAudit.Record(model, digest, stream, Run);
                    }),
                };
                Settle(file);
                sides.Add(Timed(() => FastAudit.Check(model, digest, () => File.OpenRead(file), file, Challenge.Secret(), Run)));
                sides.Add(Timed(() =>
                {
                    byte[] seed;
                    using (FileStream stream = File.OpenRead(file))
                    {
                        seed = AuditStatement.Digest(digest, [], [], stream);
                    }

                    return FastAudit.Check(model, digest, () => File.OpenRead(file), file, Challenge.Of(seed), Run);
                }));
                sides.Add(Timed(() => work(model, new ReceiptRecorder())));
                for (int side = 0; side < sides.Count; side++)
                {
                    // The first round is warm-up.
                    best[side] = round == 0 ? best[side] : Math.Min(best[side], sides[side].Seconds);
                    if (sides[side].Result != sides[0].Result)
                    {
                        throw new InvalidOperationException($"{name}: runs differ.");
                    }
                }

                steps = sides[0].Result.Steps;
            }

            return new AuditResult(name, width, steps, best[0], best[1], best[2], best[3], best[4], new FileInfo(file).Length);
        }
        finally
        {
            File.Delete(file);
        }

        (long Steps, ulong Digest) Run(Model opened) => work(opened, null);
    }

    /// <summary>Waits until a file is written, so that the system does not write it while it is read.</summary>
    private static void Settle(string file)
    {
        using FileStream stream = File.Open(file, FileMode.Open, FileAccess.ReadWrite);
        stream.Flush(flushToDisk: true);
    }

    private static (double Seconds, T Result) Timed<T>(Func<T> work)
    {
        // Time of the processor, which other work on the machine disturbs less.
        using var process = Process.GetCurrentProcess();
        TimeSpan started = process.TotalProcessorTime;
        T result = work();
        process.Refresh();
        return ((process.TotalProcessorTime - started).TotalSeconds, result);
    }

    private static byte[] GraphBytes(Model model)
    {
        using var stream = new MemoryStream();
        model.Save(stream);
        return stream.ToArray();
    }

    /// <summary>The shipped rule in its proportions, wider.</summary>
    private static RuleGraph Relational(int width) => RelationalRule.Create(new RelationalRuleOptions
    {
        StateWidth = width, MessageWidth = width, HiddenWidth = 2 * width, Relations = SudokuEncoding.Relations, FeatureTables = SudokuEncoding.FeatureTables,
    });

    private static RuleGraph Attention(int width, int heads)
    {
        var b = new RuleGraphBuilder(width, 1);
        int z = b.State();
        int u = b.RmsNorm(b.Add(z, b.Embed(0, 10, width, "embed")));
        int mixed = b.Attention(
            b.Rotary(b.Linear(u, width, "query", bias: false), heads, 10000f), b.Rotary(b.Linear(u, width, "key", bias: false), heads, 10000f),
            b.Linear(u, width, "value", bias: false), heads);
        int v = b.RmsNorm(b.Add(u, b.Linear(mixed, width, "mixed", bias: false)));
        int gated = b.Multiply(b.Silu(b.Linear(v, 2 * width, "gate", bias: false)), b.Linear(v, 2 * width, "up", bias: false));
        int next = b.RmsNorm(b.Add(v, b.Linear(gated, width, "down", bias: false)));
        return b.Build(next, b.Linear(next, 10, "readout", bias: false));
    }

    private static Problem Tokens(SeededRandom random)
    {
        const int Cells = 81;
        return new Problem(new Topology(Cells, []), 1, [.. Enumerable.Range(0, Cells).Select(_ => random.NextInt32(10))]);
    }
}
