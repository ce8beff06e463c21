namespace TinyRecursion.Rules;

/// <summary>
/// The relational rule: each cell looks along its neighbours and tells its groups what it holds, each group answers with
/// a linear map of the mean and maximum of what it heard, and each cell updates its state with a residual step.
/// </summary>
/// <remarks>
/// <code>
/// u  = rmsnorm(z + Σ embed(features))
/// m  = relu(u Wm + bm + Σ_n gather_n(u) Wm_n)                                        message,  cells × m
/// a  = u Wu + bu + Σ_n gather_n(u) Wu_n + Σ_r spread_r([mean_r(m) ‖ max_r(m)] W_r)   update,   cells × h
/// z' = rmsnorm(z + silu(a) Wo)   or   snap(z + silu(a) Wo + bo)                      state,    cells × d
/// logits = z' wr
/// </code>
/// No weight is tied to a position, so the rule commutes with every permutation of cells that keeps the relations.
/// Related: recurrent relational networks (arXiv 1711.08028), deep sets (1703.06114).
/// </remarks>
public static class RelationalRule
{
    /// <summary>Builds the graph.</summary>
    /// <param name="options">Widths, relations and features.</param>
    public static RuleGraph Create(RelationalRuleOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        int d = options.StateWidth;
        var b = new RuleGraphBuilder(d, options.FeatureTables.Count);
        int z = b.State();
        int input = z;
        if (options.FeatureTables.Count > 0)
        {
            int[] terms = [z, .. options.FeatureTables.Select(
                (table, column) => b.Embed(column, options.FeatureRows, d, "embed." + table))];
            input = b.Add(terms);
        }

        int u = b.RmsNorm(input);
        int[] seen = [.. options.Neighbours.Select(neighbours => b.Gather(u, neighbours.Relation, neighbours.Degree))];
        int? m = options.Relations.Count > 0
            ? b.Relu(Sum(b, Look(b, u, seen, options.MessageWidth, "message", options)))
            : null;
        int[] heard =
        [
            .. Look(b, u, seen, options.HiddenWidth, "update", options),
            .. options.Relations.Select(relation => Answer(b, m!.Value, relation, options)),
        ];
        int a = b.Silu(Sum(b, heard));
        int next = options.Snapped
            ? b.Snap(b.Add(z, b.Linear(a, d, "output", bias: true)), d)
            : b.RmsNorm(b.Add(z, b.Linear(a, d, "output", bias: false)));
        return b.Build(next, b.Linear(next, options.ReadoutWidth, "readout", bias: options.Snapped));
    }

    /// <summary>What a cell makes of itself and of its neighbours: terms of a sum.</summary>
    private static int[] Look(RuleGraphBuilder b, int u, int[] seen, int width, string name, RelationalRuleOptions options) =>
    [
        b.Linear(u, width, name, bias: true),
        .. seen.Select((gathered, i) => b.Linear(gathered, width, $"{name}.{options.Neighbours[i].Relation}", bias: false)),
    ];

    /// <summary>What the cells hear from their groups.</summary>
    private static int Answer(RuleGraphBuilder b, int message, string relation, RelationalRuleOptions options)
    {
        int pooled = options.MaximumOnly ? b.Maximum(message, relation) : b.Pool(message, relation);
        if (options.GroupWidth == 0)
        {
            return b.Spread(b.Linear(pooled, options.HiddenWidth, relation, bias: false), relation);
        }

        int conclusion = b.Relu(b.Linear(pooled, options.GroupWidth, relation, bias: true));
        return b.Linear(b.Spread(conclusion, relation), options.HiddenWidth, relation + ".answer", bias: false);
    }

    private static int Sum(RuleGraphBuilder b, int[] terms) => terms.Length == 1 ? terms[0] : b.Add(terms);
}
