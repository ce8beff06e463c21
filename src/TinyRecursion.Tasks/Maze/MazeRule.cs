using TinyRecursion.Rules;

namespace TinyRecursion.Tasks.Maze;

/// <summary>
/// The maze rule that is learned end to end: a relational rule over a cell and its four neighbours (<see cref="MazeGrid"/>) that
/// reads out of each cell whether it is on the way.
/// </summary>
/// <remarks>
/// While it learns it also reads out where the way from each cell to the goal leaves it (<see cref="MazeSolver.FirstMove"/>), which
/// is the answer of the same maze with its start there. A board thus teaches as many answers as it has cells; what runs
/// afterwards does without.
/// </remarks>
public static class MazeRule
{
    /// <summary>Scores of a cell while the rule learns: the mark, then one for each direction.</summary>
    public const int LearnerScores = 1 + MazeGrid.Degree;

    /// <summary>Builds the rule that runs, whose one score is the mark.</summary>
    /// <param name="stateWidth">Width of the state.</param>
    /// <param name="hiddenWidth">Width of the update.</param>
    public static RuleGraph Create(int stateWidth = 16, int hiddenWidth = 48) => Create(stateWidth, hiddenWidth, readoutWidth: 1);

    /// <summary>Builds the rule that learns, with <see cref="LearnerScores"/> scores.</summary>
    /// <param name="stateWidth">Width of the state.</param>
    /// <param name="hiddenWidth">Width of the update.</param>
    public static RuleGraph CreateLearner(int stateWidth = 16, int hiddenWidth = 48) => Create(stateWidth, hiddenWidth, LearnerScores);

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

        // Both have the same weights, but for the readout's, whose first column is the mark's.
        var kept = new float[rule.ParameterCount];
        foreach ((WeightShape to, WeightShape from) in rule.Weights.Zip(learner.Weights))
        {
            for (int row = 0; row < to.Rows; row++)
            {
                parameters.Slice(from.Offset + (row * from.Columns), to.Columns).CopyTo(kept.AsSpan(to.Offset + (row * to.Columns)));
            }
        }

        return kept;
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
