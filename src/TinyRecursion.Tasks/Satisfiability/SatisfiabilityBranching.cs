using TinyRecursion.Recursion.Search;

namespace TinyRecursion.Tasks.Satisfiability;

/// <summary>
/// How formulas are searched (Davis, Logemann and Loveland 1962): unit propagation prunes, then a variable is given either value. The
/// variable is the one that stands on both sides in the most and shortest open clauses (after Jeroslow and Wang 1990), and its
/// side with more of them is tried first. Complete: every satisfying assignment lies below one of the choices; of those that
/// differ in variables that no open clause needs, one is given. A few hundred variables near the threshold are beyond it.
/// </summary>
internal sealed class SatisfiabilityBranching : IBranching<CnfFormula, PartialAssignment, bool[]>
{
    /// <summary>Bytes of a node beside its values.</summary>
    private const int BytesPerNode = 128;

    public PartialAssignment Root(CnfFormula problem) => new(problem);

    public NodeStatus Propagate(PartialAssignment node)
    {
        if (!node.Propagate())
        {
            return NodeStatus.Contradiction;
        }

        for (int clause = 0; clause < node.Formula.ClauseCount; clause++)
        {
            if (node.OpenLiterals(clause) > 0)
            {
                return NodeStatus.Open;
            }
        }

        return NodeStatus.Solved;
    }

    public void Branch(PartialAssignment node, List<SearchChoice> choices)
    {
        double[] weights = Weigh(node);
        int best = 0;
        double highest = -1;
        for (int literal = 0; literal < weights.Length; literal += 2)
        {
            // The product counts most, so that both sides prune; the sum where one side is in no clause.
            double weight = (weights[literal] * weights[literal + 1] * 1024) + weights[literal] + weights[literal + 1];
            if (node.ValueOf(literal) == 0 && weight > highest)
            {
                (best, highest) = (literal, weight);
            }
        }

        int first = weights[best] >= weights[best + 1] ? 1 : 0;
        choices.Add(new SearchChoice(Literal.VariableOf(best), first));
        choices.Add(new SearchChoice(Literal.VariableOf(best), 1 - first));
    }

    public PartialAssignment Apply(PartialAssignment node, SearchChoice choice, bool last)
    {
        PartialAssignment below = last ? node : node.Copy();
        below.Assume(Literal.Of(choice.Variable, choice.Value != 0));
        return below;
    }

    public bool[] Answer(PartialAssignment node)
    {
        return node.ToModel();
    }

    public bool Accepts(CnfFormula problem, bool[] answer) => SatisfiabilityChecker.IsSatisfied(problem, answer);

    public long BytesOf(PartialAssignment node)
    {
        return node.Formula.Variables + BytesPerNode;
    }

    private static double[] Weigh(PartialAssignment node)
    {
        var weights = new double[2 * node.Formula.Variables];
        for (int clause = 0; clause < node.Formula.ClauseCount; clause++)
        {
            int open = node.OpenLiterals(clause);
            // Exact powers, so that the choice is the same everywhere.
            double weight = open > 0 ? Math.ScaleB(1, -2 * Math.Min(open, 64)) : 0;
            foreach (int literal in node.Formula.Clause(clause))
            {
                weights[literal] += node.ValueOf(literal) == 0 ? weight : 0;
            }
        }

        return weights;
    }
}
