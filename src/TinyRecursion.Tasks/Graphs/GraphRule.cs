using TinyRecursion.Rules;

namespace TinyRecursion.Tasks.Graphs;

/// <summary>
/// The learned rule of graphs: a relational rule over <see cref="GraphWave"/>, snapped to a small alphabet, that reads out of
/// each cell whether it has been reached.
/// </summary>
internal static class GraphRule
{
    /// <summary>Logits per cell: not reached, reached.</summary>
    public const int Classes = 2;

    /// <summary>Builds the rule.</summary>
    /// <param name="stateWidth">Symbols of the alphabet, less one.</param>
    /// <param name="messageWidth">Width of what cells tell their group, a multiple of 16.</param>
    /// <param name="hiddenWidth">Width of the update.</param>
    public static RuleGraph Create(int stateWidth = 4, int messageWidth = 16, int hiddenWidth = 16) =>
        RelationalRule.Create(new RelationalRuleOptions
        {
            StateWidth = stateWidth,
            MessageWidth = messageWidth,
            HiddenWidth = hiddenWidth,
            Relations = [GraphWave.Into],
            Neighbours = [new NeighbourShape(GraphWave.Before, 1)],
            MaximumOnly = true,
            Snapped = true,
            ReadoutWidth = Classes,
            FeatureTables = ["kind"],
            FeatureRows = GraphWave.Kinds,
        });
}
