using TinyRecursion.Execution.Finite;
using TinyRecursion.Problems;
using TinyRecursion.Rules;

namespace TinyRecursion.Tests.Execution.Finite;

/// <summary>Random rules over finite alphabets, and random problems and states for them.</summary>
internal static class LocalRules
{
    /// <summary>A random local rule.</summary>
    /// <param name="Graph">The graph.</param>
    /// <param name="Parameters">Its parameters.</param>
    /// <param name="FeatureKinds">How many values each feature takes.</param>
    /// <param name="Degree">Neighbours of a cell.</param>
    internal sealed record Case(RuleGraph Graph, float[] Parameters, int[] FeatureKinds, int Degree);

    /// <summary>Draws a rule of one or two blocks that reads its own symbol or not, and its neighbours or not.</summary>
    public static Case Draw(int seed)
    {
        var random = new SeededRandom((ulong)seed);
        int block = 1 + random.NextInt32(3), blocks = 1 + random.NextInt32(2), degree = random.NextInt32(3);
        int[] kinds = [.. Enumerable.Range(0, random.NextInt32(3)).Select(_ => 1)];
        for (int i = 0; i < kinds.Length; i++)
        {
            kinds[i] = 1 + random.NextInt32(4);
        }

        bool own = degree == 0 || random.NextInt32(2) == 0;
        int width = block * blocks, hidden = 1 + random.NextInt32(20);
        var b = new RuleGraphBuilder(width, kinds.Length);
        var terms = new List<int>();
        for (int column = 0; column < kinds.Length; column++)
        {
            // A table with a row less than there are features: the last row serves two.
            terms.Add(b.Embed(column, Math.Max(1, kinds[column] - 1), hidden, $"table{column}"));
        }

        if (own)
        {
            terms.Add(b.Linear(b.State(), hidden, "own", bias: true));
        }

        if (degree > 0)
        {
            terms.Add(b.Linear(b.Gather(b.State(), "near", degree), hidden, "near", bias: true));
        }

        int sum = terms.Count == 1 ? terms[0] : b.Add([.. terms]);
        int next = b.Snap(b.Linear(b.Multiply(b.Silu(sum), b.RmsNorm(sum)), width, "out", bias: true), block);
        RuleGraph graph = b.Build(next, b.Linear(next, 2, "readout", bias: true));
        var parameters = new float[graph.ParameterCount];
        foreach (ref float parameter in parameters.AsSpan())
        {
            parameter = random.NextGaussian();
        }

        return new Case(graph, parameters, kinds, degree);
    }

    /// <summary>Draws a problem of some cells.</summary>
    public static Problem DrawProblem(Case rule, int cells, int seed)
    {
        var random = new SeededRandom((ulong)seed);
        int[] neighbours = new int[cells * rule.Degree], features = new int[cells * rule.FeatureKinds.Length];
        for (int i = 0; i < neighbours.Length; i++)
        {
            neighbours[i] = random.NextInt32(cells + 1) - 1;
        }

        for (int i = 0; i < features.Length; i++)
        {
            features[i] = random.NextInt32(rule.FeatureKinds[i % rule.FeatureKinds.Length]);
        }

        Relation[] relations = rule.Degree > 0 ? [new NeighbourRelation("near", cells, rule.Degree, neighbours)] : [];
        return new Problem(new Topology(cells, relations), rule.FeatureKinds.Length, features);
    }

    /// <summary>Draws a state of symbols.</summary>
    public static float[] DrawState(FiniteShape shape, int cells, int seed)
    {
        var random = new SeededRandom((ulong)seed + 77);
        var state = new float[cells * shape.StateWidth];
        for (int cell = 0; cell < cells; cell++)
        {
            shape.Write(random.NextInt32(shape.Symbols), state.AsSpan(cell * shape.StateWidth));
        }

        return state;
    }
}
