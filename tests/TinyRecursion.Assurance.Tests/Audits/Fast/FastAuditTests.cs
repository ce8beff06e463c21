using System.Globalization;
using TinyRecursion.Assurance.Audits.Fast;
using TinyRecursion.Models;
using TinyRecursion.Rules;
using TinyRecursion.Tasks;
using TinyRecursion.Tasks.Sudoku;
using Xunit;

namespace TinyRecursion.Assurance.Tests.Audits.Fast;

/// <summary>Evidence of real runs is accepted, and no sum can be changed, wherever it stands.</summary>
public class FastAuditTests
{
    private static readonly AuditedRun Audited = AuditedRun.WithEverything();

    public static TheoryData<string> Operations => OperationKinds.Names;

    [Theory]
    [MemberData(nameof(Operations))]
    public void Runs_of_every_operation_are_accepted(string operation)
    {
        for (int seed = 0; seed < 2; seed++)
        {
            Accepts(new AuditedRun(OperationSamples.Draw(operation, seed, maximumWidth: 60)));
        }
    }

    [Fact]
    public void Runs_of_random_rules_are_accepted()
    {
        for (int seed = 0; seed < 30; seed++)
        {
            Accepts(new AuditedRun(RandomRules.Draw(seed, maximumWidth: 50)));
        }
    }

    [Fact]
    public void A_solver_gives_the_same_answers_by_evidence()
    {
        Model model = Model.Load(Path.Combine(AppContext.BaseDirectory, "models", "sudoku4.safetensors"));
        var task = new SudokuTask();
        var stream = new MemoryStream();
        byte[] digest = new byte[EvidenceFormat.DigestLength];

        string[] Solve(Model opened)
        {
            using Solver solver = task.Open(opened, task.Name, Settings.Default);
            return [.. Enumerable.Range(0, 2).Select(i => solver.Solve(SudokuGenerator.Generate(3, (ulong)i, SudokuDifficulty.Medium)))
                .Select(answer =>
                {
                    using var text = new StringWriter(CultureInfo.InvariantCulture);
                    answer.WriteText(text);
                    return string.Create(CultureInfo.InvariantCulture, $"{answer.Steps} {text}");
                })];
        }

        string[] answers = Solve(model);

        Assert.Equal(answers, FastAudit.Record(model, digest, stream, Solve));
        Assert.Equal(answers, FastAudit.Check(model, digest, () => new MemoryStream(stream.ToArray()), "e", Challenge.Secret(), Solve));
    }

    [Fact]
    public void A_changed_sum_is_refused_wherever_it_stands()
    {
        int parts = 0;
        Audited.Forge((_, _, _, _) => parts++);
        for (int part = 0; part < parts; part++)
        {
            foreach (Index place in (Index[])[0, ^1, 7])
            {
                (int node, int expected, int row, int column) = (-1, 0, 0, 0);
                byte[] forged = Audited.Forge((number, at, sums, stride) =>
                {
                    if (number == part)
                    {
                        int index = place.GetOffset(sums.Length);
                        (node, expected, row, column) = (at, sums[index], index / stride, index % stride);
                        sums[index]++;
                    }
                });

                string reason = Assert.Throws<EvidenceException>(() => Audited.Check(forged)).Message;

                Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"node {node} ("), reason, StringComparison.Ordinal);
                Assert.EndsWith(
                    string.Create(CultureInfo.InvariantCulture, $"column {column}: expected the sum {expected}, found {expected + 1}"), reason, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void The_step_and_the_head_of_a_changed_sum_are_named()
    {
        var places = new List<(int Part, int Node)>();
        Audited.Forge((part, node, _, _) => places.Add((part, node)));
        int attention = places[^2].Node, perStep = (places.Count - 1) / AuditedRun.Steps;

        Assert.StartsWith("e: before step 1, node", Reason(0), StringComparison.Ordinal);
        Assert.StartsWith("e: step 1, node", Reason(1), StringComparison.Ordinal);
        Assert.StartsWith("e: step 2, node", Reason(1 + perStep), StringComparison.Ordinal);
        Assert.StartsWith("e: step 3, node", Reason(places.Count - 1), StringComparison.Ordinal);
        int head = Audited.Products(Audited.Evidence).First(product => product.Head == 1).Node;
        int last = places.Where(place => place.Node == head).Select(place => place.Part).Max();
        Assert.Contains($"node {head} (attention), head 1, row", Reason(last), StringComparison.Ordinal);
        Assert.NotEqual(-1, attention);

        string Reason(int part) => Assert.Throws<EvidenceException>(() => Audited.Check(Audited.Forge((number, _, sums, _) => sums[0] += number == part ? 1 : 0))).Message;
    }

    [Theory]
    [InlineData(int.MaxValue)]
    [InlineData(int.MinValue)]
    [InlineData(-2147418113)]
    public void Sums_beyond_the_possible_range_are_refused(int sum)
    {
        byte[] forged = Audited.Forge((_, _, sums, _) => sums.Fill(sum));

        Assert.EndsWith($"found {sum}", Assert.Throws<EvidenceException>(() => Audited.Check(forged)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_in_floating_point_has_no_evidence()
    {
        Assert.Contains("--int8", Assert.Throws<ArgumentException>(() => FastAudit.Record(Proved.Model, new byte[32], new MemoryStream(), _ => 0)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => FastAudit.Check(Proved.Model, new byte[32], () => new MemoryStream(), "e", Challenge.Secret(), _ => 0));
    }

    [Fact]
    public void Wide_rules_and_those_that_attend_are_worth_an_audit()
    {
        Model narrow = Model.Load(Path.Combine(AppContext.BaseDirectory, "models", "sudoku4.safetensors"));

        Assert.Equal((false, true, false), (FastAudit.IsWorthwhile(narrow), FastAudit.IsWorthwhile(Audited.Model), FastAudit.IsWorthwhile(Proved.Model)));
        Assert.True(FastAudit.IsWorthwhile(new AuditedRun(Wide(128)).Model));
        Assert.False(FastAudit.IsWorthwhile(new AuditedRun(Wide(127)).Model));

        static SampleCase Wide(int width)
        {
            var c = new SampleContext(4, maximumWidth: 16);
            var b = new RuleGraphBuilder(width, SampleContext.FeatureColumns);
            int next = b.RmsNorm(b.Linear(b.State(), width, "map", bias: false));
            RuleGraph graph = b.Build(next, b.Linear(next, 1, "readout", bias: false));
            return new SampleCase(graph, [.. Enumerable.Range(0, graph.ParameterCount).Select(i => 0.1f * ((i % 7) - 3))], c.Problem, [.. Enumerable.Repeat(1f, c.Cells * width)]);
        }
    }

    private static void Accepts(AuditedRun audited)
    {
        Assert.Equal(audited.Run(audited.Model), audited.States);
        Assert.Equal(audited.States, audited.Check(audited.Evidence));
        Assert.Equal(audited.States, audited.Check(audited.Evidence, Challenge.Of(audited.Digest)));
    }
}
