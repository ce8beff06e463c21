using TinyRecursion.Execution.Finite;
using TinyRecursion.Execution.Float;
using TinyRecursion.Execution.Integer;
using TinyRecursion.Execution.Reference;
using TinyRecursion.Problems;
using TinyRecursion.Recursion;
using TinyRecursion.Rules;
using TinyRecursion.Tests.Recursion;
using TinyRecursion.Training.Compression;
using Xunit;

namespace TinyRecursion.Tests.Rules;

/// <summary>One rule for each kind of session of the core, all with a halting head or what stands for one.</summary>
internal static class SessionKinds
{
    private const int Width = 2;

    /// <summary>The kinds by name.</summary>
    public static IReadOnlyDictionary<string, Func<IRule>> Table { get; } = new Dictionary<string, Func<IRule>>
    {
        ["float"] = Neural,
        ["integer"] = Integers,
        ["reference"] = () => new ReferenceRule(Graph(), new float[Graph().ParameterCount]),
        ["finite"] = () => FiniteMachine.Tabulate(SnappedGraph(), new float[SnappedGraph().ParameterCount], featureKinds: []),
        ["algorithmic"] = () => new CountingRule(1, x => x + 1),
        ["nested"] = () => new NestedCycles(Neural(), new NestedCyclesOptions { HighCycles = 1, LowCycles = 1 }),
        ["alternation"] = () => new Alternation([Neural(), Integers()]),
        ["recursion"] = () => new RecursionRule(new Loop(Neural(), TinyRecursion.Recursion.Halting.Steps(2)), Neural()),
        ["pooled"] = () => new SessionPool(Neural()),
    };

    /// <summary>The names.</summary>
    public static TheoryData<string> Names => [.. Table.Keys];

    /// <summary>A problem of three cells that all of them run on.</summary>
    public static Problem Problem { get; } = new(new Topology(3), 0, []);

    /// <summary>A rule of two numbers a cell, with both heads.</summary>
    public static RuleGraph Graph()
    {
        var b = new RuleGraphBuilder(Width, featureColumns: 0);
        int next = b.Relu(b.Linear(b.State(), Width, "step", bias: true));
        return b.Build(
            next, b.Linear(next, 1, "readout", bias: true), encoding: null, b.Linear(next, 1, "halting", bias: true));
    }

    private static RuleGraph SnappedGraph()
    {
        var b = new RuleGraphBuilder(Width, featureColumns: 0);
        int next = b.Snap(b.Linear(b.State(), Width, "step", bias: true), Width);
        return b.Build(next, b.Linear(next, 1, "readout", bias: true));
    }

    private static NeuralRule Neural() => new(Graph(), new float[Graph().ParameterCount]);

    private static IntegerRule Integers()
    {
        RuleGraph graph = Graph();
        var parameters = new float[graph.ParameterCount];
        return new IntegerRule(graph, Quantiser.Quantise(graph, parameters, Calibration.Collect(graph, parameters, [Problem], steps: 1)));
    }
}
