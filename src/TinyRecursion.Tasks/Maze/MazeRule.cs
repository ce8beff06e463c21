using TinyRecursion.Operations;
using TinyRecursion.Rules;

namespace TinyRecursion.Tasks.Maze;

/// <summary>
/// The maze rule that is learned end to end: a relational rule over a cell and its four neighbours (<see cref="MazeGrid"/>) that
/// reads out of each cell whether it is on the path.
/// </summary>
/// <remarks>
/// While it learns it also reads out where the path from each cell to the goal leaves it (<see cref="MazePaths.FirstMove"/>), which
/// is the answer of the same maze with its start there. A board thus teaches as many answers as it has cells; what runs
/// afterwards does without.
/// </remarks>
internal static class MazeRule
{
    /// <summary>Logits of a cell while the rule learns: the mark, then one for each direction.</summary>
    public const int LearnerLogits = 1 + MazeGrid.Degree;

    /// <summary>Builds the rule that runs, whose one score is the mark.</summary>
    /// <param name="stateWidth">Width of the state.</param>
    /// <param name="hiddenWidth">Width of the update.</param>
    public static RuleGraph Create(int stateWidth = 16, int hiddenWidth = 48) => Create(stateWidth, hiddenWidth, readoutWidth: 1);

    /// <summary>Builds the rule that learns, with <see cref="LearnerLogits"/> logits.</summary>
    /// <param name="stateWidth">Width of the state.</param>
    /// <param name="hiddenWidth">Width of the update.</param>
    public static RuleGraph CreateLearner(int stateWidth = 16, int hiddenWidth = 48) => Create(stateWidth, hiddenWidth, LearnerLogits);

    /// <summary>Takes the parameters of the rule that runs out of those of the rule that learned.</summary>
    /// <param name="parameters">The flat parameter vector of <see cref="CreateLearner"/>.</param>
    /// <param name="stateWidth">Width of the state.</param>
    /// <param name="hiddenWidth">Width of the update.</param>
    /// <returns>The flat parameter vector of <see cref="Create(int, int)"/> with the same widths.</returns>
    /// <exception cref="ArgumentException">There are not as many parameters as the learner has.</exception>
    public static float[] OfLearner(ReadOnlySpan<float> parameters, int stateWidth = 16, int hiddenWidth = 48)
    {
        RuleGraph learner = CreateLearner(stateWidth, hiddenWidth), rule = Create(stateWidth, hiddenWidth);
        if (parameters.Length != learner.ParameterCount)
        {
            throw new ArgumentException($"{parameters.Length} parameters, the learner has {learner.ParameterCount}.", nameof(parameters));
        }

        return Moved(parameters, learner, rule);
    }

    /// <summary>Extends the parameters of a rule that runs to those of the learner: what the learner reads out beside the marks begins with zeros.</summary>
    /// <param name="graph">The rule that runs, of any widths.</param>
    /// <param name="parameters">Its flat parameter vector.</param>
    /// <returns>The learner's widths and its flat parameter vector.</returns>
    /// <exception cref="ArgumentException">The rule is not one of <see cref="Create(int, int)"/>.</exception>
    public static (int StateWidth, int HiddenWidth, float[] Parameters) ToLearner(RuleGraph graph, ReadOnlySpan<float> parameters)
    {
        int hidden = graph.Nodes.Select(node => node.Operation is Operation.Silu or Operation.Relu ? node.Shape.Width : 0).FirstOrDefault(width => width > 0);
        if (hidden == 0 || !Create(graph.StateWidth, hidden).Weights.SequenceEqual(graph.Weights))
        {
            throw new ArgumentException("The rule is of another form than the one that learns mazes end to end.", nameof(graph));
        }

        return (graph.StateWidth, hidden, Moved(parameters, graph, CreateLearner(graph.StateWidth, hidden)));
    }

    // Both have the same weights, but for the readout's, whose first column is the mark's.
    private static float[] Moved(ReadOnlySpan<float> parameters, RuleGraph from, RuleGraph to)
    {
        var moved = new float[to.ParameterCount];
        foreach ((WeightShape source, WeightShape target) in from.Weights.Zip(to.Weights))
        {
            int columns = Math.Min(source.Columns, target.Columns);
            for (int row = 0; row < target.Rows; row++)
            {
                parameters.Slice(source.Offset + (row * source.Columns), columns).CopyTo(moved.AsSpan(target.Offset + (row * target.Columns)));
            }
        }

        return moved;
    }

    private static RuleGraph Create(int stateWidth, int hiddenWidth, int readoutWidth) => RelationalRule.Create(new RelationalRuleOptions
    {
        StateWidth = stateWidth,
        HiddenWidth = hiddenWidth,
        Relations = [],
        Neighbours = [new NeighbourShape(MazeGrid.Relation, MazeGrid.Degree)],
        ReadoutWidth = readoutWidth,
        FeatureTables = ["kind"],
        FeatureRows = MazeGrid.Kinds,
    });
}
