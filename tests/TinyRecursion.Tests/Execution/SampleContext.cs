using TinyRecursion.Operations;
using TinyRecursion.Problems;
using TinyRecursion.Rules;

namespace TinyRecursion.Tests.Execution;

/// <summary>
/// What a sample is drawn from: a seeded source of chance that gives the same on every machine, a limit on widths,
/// and a problem drawn beforehand. The problem has between one and a few dozen cells, rarely a multiple of the eight
/// rows of a tile, and two group relations in which a cell may belong to no group, to several, or to one group twice.
/// </summary>
internal sealed class SampleContext
{
    /// <summary>Rows of feature tables; features go beyond, because larger ones use the last row.</summary>
    public const int FeatureRows = 4;

    /// <summary>Features per cell.</summary>
    public const int FeatureColumns = 3;

    /// <summary>The names of the group relations.</summary>
    public static readonly string[] Groups = ["box", "edge"];

    private readonly int _maximumWidth;
    private SeededRandom _random;

    /// <summary>Draws a context.</summary>
    /// <param name="seed">Decides everything.</param>
    /// <param name="maximumWidth">The largest width, at least 16.</param>
    public SampleContext(int seed, int maximumWidth)
    {
        _random = new SeededRandom((ulong)seed);
        _maximumWidth = maximumWidth;
        Cells = 1 + Next(maximumWidth > 32 ? 42 : 14);
        Degree = 1 + Next(5);
        Problem = CreateProblem();
        StateWidth = Width();
    }

    /// <summary>The number of cells.</summary>
    public int Cells { get; }

    /// <summary>Neighbours per cell in the relation <c>near</c>.</summary>
    public int Degree { get; }

    /// <summary>The width of the state.</summary>
    public int StateWidth { get; }

    /// <summary>The problem.</summary>
    public Problem Problem { get; }

    /// <summary>
    /// Endless other problems that a sample's rule runs on: the same relations over other cells, or over as many where
    /// the rule is tied to their number.
    /// </summary>
    public static IEnumerable<Problem> ProblemsLike(SampleCase sample, int seed, int maximumWidth)
    {
        int degree = sample.Problem.Topology.Neighbours("near").Degree;
        bool tied = sample.Uses(nameof(Operation.Transpose));
        for (ulong at = 0; ; at++)
        {
            var c = new SampleContext(SeededRandom.For((ulong)seed, at).NextInt32(int.MaxValue), maximumWidth);
            if (c.Degree == degree && (!tied || c.Cells == sample.Problem.Cells))
            {
                yield return c.Problem;
            }
        }
    }

    /// <summary>An even width of a head.</summary>
    public int HeadWidth() => 2 * (1 + Next(_maximumWidth / 2));

    /// <summary>A width that is rarely a multiple of the sixteen lanes of a block.</summary>
    public int Width() => Next(4) == 0 ? PooledWidth() : 1 + Next(_maximumWidth);

    /// <summary>A width that may be pooled, a multiple of sixteen.</summary>
    public int PooledWidth() => 16 * (1 + Next(_maximumWidth / 16));

    /// <summary>A number from zero to below a bound.</summary>
    public int Next(int bound) => _random.NextInt32(bound);

    /// <summary>True half of the time.</summary>
    public bool Coin() => Next(2) == 0;

    /// <summary>The name of one of the group relations.</summary>
    public string Group() => Groups[Next(Groups.Length)];

    /// <summary>A graph builder over this context's state and features.</summary>
    public RuleGraphBuilder Builder() => new(StateWidth, FeatureColumns);

    /// <summary>Finishes a sample: adds a readout and draws parameters and an initial state.</summary>
    /// <param name="builder">The graph so far.</param>
    /// <param name="nextState">The node that becomes the next state.</param>
    /// <param name="encoding">The node that encodes the problem, or null.</param>
    public SampleCase Finish(RuleGraphBuilder builder, int nextState, int? encoding = null)
    {
        RuleGraph graph = builder.Build(
            nextState, builder.Linear(nextState, 1 + Next(3), "readout", bias: Coin()), encoding);
        var parameters = new float[graph.ParameterCount];
        foreach (WeightShape weight in graph.Weights)
        {
            // The spread of a map keeps the size of its values; biases and tables are about half as large as states.
            float scale = weight.Name.EndsWith(".weight", StringComparison.Ordinal) ? 1f / MathF.Sqrt(weight.Rows) : 0.5f;
            Normal(parameters.AsSpan(weight.Offset, weight.Count), scale);
        }

        var state = new float[Cells * StateWidth];
        Normal(state, 1f);
        return new SampleCase(graph, parameters, Problem, state);
    }

    private void Normal(Span<float> values, float scale)
    {
        foreach (ref float value in values)
        {
            value = scale * _random.NextGaussian();
        }
    }

    private Problem CreateProblem()
    {
        var neighbours = new int[Cells * Degree];
        foreach (ref int neighbour in neighbours.AsSpan())
        {
            neighbour = Next(3) == 0 ? NeighbourRelation.None : Next(Cells);
        }

        var features = new int[Cells * FeatureColumns];
        foreach (ref int feature in features.AsSpan())
        {
            feature = Next(FeatureRows + 3);
        }

        Relation[] relations =
        [
            .. Groups.Select(name => new GroupRelation(name, Cells, CreateGroups())),
            new NeighbourRelation("near", Cells, Degree, neighbours),
        ];
        return new Problem(new Topology(Cells, relations), FeatureColumns, features);
    }

    private int[][] CreateGroups()
    {
        // Now and then a relation without groups.
        var groups = new int[Next(8) == 0 ? 0 : 1 + Next(11)][];
        for (int group = 0; group < groups.Length; group++)
        {
            groups[group] = new int[1 + Next(7)];
            foreach (ref int cell in groups[group].AsSpan())
            {
                cell = Next(Cells);
            }
        }

        return groups;
    }
}
