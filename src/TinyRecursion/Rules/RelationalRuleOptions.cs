namespace TinyRecursion.Rules;

/// <summary>What distinguishes one relational rule from another.</summary>
public sealed record RelationalRuleOptions
{
    /// <summary>The state width d.</summary>
    public int StateWidth { get; init; } = 48;

    /// <summary>The message width m.</summary>
    public int MessageWidth { get; init; } = 48;

    /// <summary>The hidden width h of the update.</summary>
    public int HiddenWidth { get; init; } = 96;

    /// <summary>
    /// The width g of what a group works out from what it heard before it answers; 0 where its answer is a linear map.
    /// </summary>
    public int GroupWidth { get; init; }

    /// <summary>The group relations that the rule pools over, in a fixed order; at least one of these or <see cref="Neighbours"/>.</summary>
    public required IReadOnlyList<string> Relations { get; init; }

    /// <summary>The neighbour relations that each cell looks along, with their number of neighbours, in a fixed order.</summary>
    public IReadOnlyList<NeighbourShape> Neighbours { get; init; } = [];

    /// <summary>
    /// Whether groups hear the maximum alone, so that what they answer does not depend on how many members they have.
    /// </summary>
    public bool MaximumOnly { get; init; }

    /// <summary>
    /// Whether the state is snapped after each step to one of <see cref="StateWidth"/> + 1 symbols, so that no error can
    /// build up; else it is normalised.
    /// </summary>
    public bool Snapped { get; init; }

    /// <summary>Logits per cell: 1 to compare cells with each other, or one for each class.</summary>
    public int ReadoutWidth { get; init; } = 1;

    /// <summary>For each feature column the name of its table; columns that name the same table share it.</summary>
    public required IReadOnlyList<string> FeatureTables { get; init; }

    /// <summary>Rows of each feature table; larger features use the last row.</summary>
    public int FeatureRows { get; init; } = 10;
}
