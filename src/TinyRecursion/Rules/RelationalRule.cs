namespace TinyRecursion.Rules;

/// <summary>
/// The relational rule: each cell tells its groups what it holds, each group answers with a linear map of the mean
/// and maximum of what it heard, and each cell updates its state with a residual step.
/// </summary>
/// <remarks>
/// <code>
/// u  = rmsnorm(z + Σ embed(features))
/// m  = relu(u Wm + bm)                                       message,  cells × m
/// a  = u Wu + bu + Σ_r spread_r([mean_r(m) ‖ max_r(m)] W_r)   update,   cells × h
/// z' = rmsnorm(z + silu(a) Wo)                               state,    cells × d
/// scores = z' wr
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
        int m = b.Relu(b.Linear(u, options.MessageWidth, "message", bias: true));
        int[] heard = [b.Linear(u, options.HiddenWidth, "update", bias: true), .. options.Relations.Select(
            relation => Answer(b, b.Pool(m, relation), relation, options))];
        int a = b.Silu(b.Add(heard));
        int next = b.RmsNorm(b.Add(z, b.Linear(a, d, "output", bias: false)));
        return b.Build(next, b.Linear(next, 1, "readout", bias: false));
    }

    /// <summary>What the cells hear from their groups.</summary>
    private static int Answer(RuleGraphBuilder b, int pooled, string relation, RelationalRuleOptions options)
    {
        if (options.GroupWidth == 0)
        {
            return b.Spread(b.Linear(pooled, options.HiddenWidth, relation, bias: false), relation);
        }

        int conclusion = b.Relu(b.Linear(pooled, options.GroupWidth, relation, bias: true));
        return b.Linear(b.Spread(conclusion, relation), options.HiddenWidth, relation + ".answer", bias: false);
    }
}
