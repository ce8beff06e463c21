using TinyRecursion.Edge;
using TinyRecursion.Models;
using TinyRecursion.Problems;
using TinyRecursion.Rules;
using TinyRecursion.Training.Compression;

namespace TinyRecursion.Edge.Tests;

/// <summary>The program of a rule without a task, for three cells.</summary>
public sealed class PlainProgram() : ProgramFixture(EdgeExporter.Export(Model, new EdgeOptions { Cells = 3, Groups = 2, Members = 3 }))
{
    /// <summary>Three cells of one feature, groups of two relations whose names are alike in C, and one neighbour each.</summary>
    internal static Problem Problem { get; } = new(
        new Topology(3, new GroupRelation("a b", 3, [[0, 1]]), new GroupRelation("a-b", 3, [[2], [0, 2]]), new NeighbourRelation("near", 3, 1, [-1, 0, 1])), 1, [1, 2, 0]);

    /// <summary>The rule.</summary>
    internal static Model Model { get; } = Quantise("sample", Build("a b", "a-b"));

    /// <summary>A rule over two relations of groups and one of neighbours.</summary>
    internal static RuleGraph Build(string first, string second, int features = 1, int logits = 1)
    {
        var b = new RuleGraphBuilder(16, features);
        int u = b.RmsNorm(b.Add(b.State(), b.Embed(0, 3, 16, "kind")));
        int next = b.RmsNorm(b.Add(
            u, b.Spread(b.Maximum(u, first), first), b.Spread(b.Maximum(u, second), second), b.Linear(b.Gather(u, "near", 1), 16, "near", bias: false)));
        return b.Build(next, b.Linear(next, logits, "readout", bias: false));
    }

    /// <summary>A rule in integers, its parameters drawn at random.</summary>
    internal static Model Quantise(string task, RuleGraph graph, int features = 1)
    {
        var random = new SeededRandom(4);
        var parameters = new float[graph.ParameterCount];
        foreach (ref float parameter in parameters.AsSpan())
        {
            parameter = 0.25f * random.NextGaussian();
        }

        var problem = new Problem(Problem.Topology, features, [.. Problem.Features.ToArray().SelectMany(feature => Enumerable.Repeat(feature, features))]);
        Calibration calibration = Calibration.Collect(graph, parameters, [problem], steps: 4);
        return new Model(task, graph, Quantiser.Quantise(graph, parameters, calibration), new Dictionary<string, string>());
    }
}
