using TinyRecursion.Learning;
using TinyRecursion.Problems;
using TinyRecursion.Rules;
using TinyRecursion.Training.Gradients;
using TinyRecursion.Training.Supervision;

namespace TinyRecursion.Training.Tests;

/// <summary>A toy source: of each pair of cells choose the one that is marked; unaided examples hide some marks.</summary>
internal sealed class CopyingSource : ITrainingSource
{
    /// <summary>A small rule that can learn it.</summary>
    public static RuleGraph Rule() => RelationalRule.Create(new RelationalRuleOptions
    {
        StateWidth = 9, MessageWidth = 16, HiddenWidth = 20, Relations = ["pair"], FeatureTables = ["mark"], FeatureRows = 2,
    });

    /// <inheritdoc/>
    public string Identity => "copying";

    /// <inheritdoc/>
    public int MaximumHint => 4;

    /// <inheritdoc/>
    public TrainingExample Create(ulong seed, int hint)
    {
        var random = new SeededRandom(seed);
        int pairs = 2 + random.NextInt32(5);
        var groups = new int[pairs][];
        var labels = new int[pairs];
        var features = new int[2 * pairs];
        for (int pair = 0; pair < pairs; pair++)
        {
            groups[pair] = [2 * pair, (2 * pair) + 1];
            labels[pair] = random.NextInt32(2);
            features[(2 * pair) + labels[pair]] = random.NextInt32(8) < 4 + hint ? 1 : 0;
        }

        var relation = new GroupRelation("pair", 2 * pairs, groups);
        return new TrainingExample(
            new Problem(new Topology(2 * pairs, relation), 1, features), new ChoiceLoss(relation, labels));
    }
}
