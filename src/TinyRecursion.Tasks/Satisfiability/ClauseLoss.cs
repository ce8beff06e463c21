using TinyRecursion.Learning;
using TinyRecursion.Problems;

namespace TinyRecursion.Tasks.Satisfiability;

/// <summary>
/// The negative log-probability that clauses are satisfied, averaged over them; no label is needed. The cells <c>2·v</c> and
/// <c>2·v + 1</c> are a variable and its negation, of which a softmax of the two logits makes one true; a clause, a group of
/// cells, is satisfied unless all of its literals are false:
/// <code>
/// p_l = softmax(s_l, s_not l)      loss = −1/clauses · (Σ_clauses log(1 − Π_l (1 − p_l)) + w · Σ_suggested log p_l)
/// </code>
/// With a suggestion, variables that the clauses leave a choice are to keep it, so that different suggestions lead to different
/// answers; the weight w is small, so that clauses come first.
/// For rules whose readout has width one. As in Amizadeh, Matusevych and Weimer 2019 and arXiv 2106.07162.
/// </summary>
internal sealed class ClauseLoss : ILogitLoss
{
    private readonly GroupRelation _clauses;
    private readonly int[] _suggested;
    private readonly float _weight;

    /// <summary>Creates the loss.</summary>
    /// <param name="clauses">The clauses, over an even number of cells.</param>
    /// <param name="suggested">The literals that are suggested to be true, perhaps none.</param>
    /// <param name="weight">How much a suggestion counts beside a clause, at least zero.</param>
    /// <exception cref="ArgumentException">The number of cells is odd, or a literal is none of them.</exception>
    public ClauseLoss(GroupRelation clauses, int[] suggested, float weight)
    {
        _clauses = clauses.Cells % 2 == 0
            ? clauses
            : throw new ArgumentException($"{clauses.Cells} cells are not pairs of literals.", nameof(clauses));
        ArgumentOutOfRangeException.ThrowIfNegative(weight);
        _suggested = Array.TrueForAll(suggested, literal => (uint)literal < (uint)clauses.Cells)
            ? suggested
            : throw new ArgumentException($"A suggested literal lies outside 0..{clauses.Cells - 1}.", nameof(suggested));
        _weight = weight;
    }

    public int Count => _clauses.GroupCount;

    /// <remarks>The clauses with a literal whose logit is above that of its negation.</remarks>
    public int Correct { get; private set; }

    public float Evaluate(ReadOnlySpan<float> logits, Span<float> gradient)
    {
        double loss = 0;
        double share = 1.0 / Math.Max(1, Count);
        Correct = 0;
        for (int clause = 0; clause < Count; clause++)
        {
            bool satisfied = false;
            double logFalse = 0;
            foreach (int literal in _clauses.MembersOf(clause))
            {
                double margin = logits[literal] - (double)logits[literal ^ 1];
                satisfied |= margin > 0;
                logFalse -= Softplus(margin);
            }

            Correct += satisfied ? 1 : 0;
            double satisfiedShare = OneMinusExp(logFalse);
            loss -= Math.Log(satisfiedShare);
            double slope = share * Math.Exp(logFalse) / satisfiedShare;
            foreach (int literal in _clauses.MembersOf(clause))
            {
                double probability = 1 / (1 + Math.Exp(logits[literal ^ 1] - (double)logits[literal]));
                gradient[literal] -= (float)(slope * probability);
                gradient[literal ^ 1] += (float)(slope * probability);
            }
        }

        foreach (int literal in _suggested)
        {
            double margin = logits[literal] - (double)logits[literal ^ 1];
            loss += _weight * Softplus(-margin);
            float slope = (float)(share * _weight / (1 + Math.Exp(margin)));
            gradient[literal] -= slope;
            gradient[literal ^ 1] += slope;
        }

        return (float)(loss * share);
    }

    /// <summary>log(1 + e^x) without overflow; exact enough where e^x is lost beside 1.</summary>
    private static double Softplus(double x)
    {
        double small = Math.Exp(-Math.Abs(x));
        return Math.Max(x, 0) + (small < 1e-5 ? small : Math.Log(1 + small));
    }

    /// <summary>1 − e^x for x below zero, above zero even where e^x rounds to 1.</summary>
    private static double OneMinusExp(double x) => x > -1e-5 ? Math.Max(-x, 1e-300) : 1 - Math.Exp(x);
}
