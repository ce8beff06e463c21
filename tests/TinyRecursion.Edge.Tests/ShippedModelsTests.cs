using System.Globalization;
using TinyRecursion.Edge;
using TinyRecursion.Execution.Integer;
using TinyRecursion.Models;
using TinyRecursion.Problems;
using TinyRecursion.Tasks;
using TinyRecursion.Tasks.Arithmetic;
using TinyRecursion.Tasks.Graphs;
using TinyRecursion.Tasks.Maze;
using TinyRecursion.Tasks.Satisfiability;
using TinyRecursion.Training.Compression;
using Xunit;

namespace TinyRecursion.Edge.Tests;

/// <summary>Shipped models take the same steps in C as rules without a task, whose programs read problems as numbers.</summary>
public class ShippedModelsTests
{
    private const int Steps = 12;

    private static readonly Dictionary<string, Func<int, Problem>> Problems = new()
    {
        ["graphs"] = i => GraphWave.Encode(GraphGenerator.Make(3, (ulong)i, Settings.Default.With(GraphSettings.MaximumWeight, 4))).Problem,
        ["sat"] = i => SatisfiabilityEncoding.Encode(
            SatisfiabilityGenerator.Make(3, (ulong)i, Settings.Default.With(SatisfiabilitySettings.Variables, 20).With(SatisfiabilitySettings.Clauses, 80)).Formula,
            SatisfiabilityEncoding.DrawSuggestion(20, (ulong)i)),
        ["arithmetic"] = i => DigitWiring.Addition(DecimalNumber.Parse("987654321"), DecimalNumber.Parse($"{12345 * (i + 1)}"), places: 10, complement: false),
        ["maze-proved"] = i => MazeGrid.Encode(QuantisedModels.MazeOf(9, i, side: 9).Board),
    };

    public static TheoryData<string> Names => new(Problems.Keys);

    [Theory]
    [MemberData(nameof(Names))]
    public void Digests_are_the_same(string name)
    {
        Problem[] problems = [.. Enumerable.Range(0, 4).Select(Problems[name])];
        Model shipped = Model.Load(Path.Combine(AppContext.BaseDirectory, "models", name + ".safetensors"));
        Calibration calibration = Calibration.Collect(shipped.Graph, shipped.Parameters, problems, Steps);
        // Under a name for which there is no code, so that every problem is read as numbers.
        var model = new Model("plain", shipped.Graph, Quantiser.Quantise(shipped.Graph, shipped.Parameters.Span, calibration), new Dictionary<string, string>());
        IntegerRule rule = QuantisedModels.RuleOf(model);
        using var compiled = new CompiledProgram(EdgeExporter.Export(model, new EdgeOptions { Cells = problems.Max(problem => problem.Cells), Groups = 400, Members = 4000 }));

        string[] digests = compiled.Lines(string.Concat(problems.Select(problem => PlainProblem.Write(model.Graph, problem) + "\n")), "--digest", $"{Steps}");

        Assert.Equal(problems.Select(problem => IntegerDigest.Of(rule, problem, Steps).ToString("x16", CultureInfo.InvariantCulture)), digests);
        Assert.Equal(problems.Length, digests.Distinct().Count());
    }
}
