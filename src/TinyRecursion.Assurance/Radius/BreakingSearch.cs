using TinyRecursion.Execution.Finite;
using TinyRecursion.Execution.Float;
using TinyRecursion.Models;

namespace TinyRecursion.Assurance.Radius;

/// <summary>
/// Looks for a small perturbation of the weights that changes a rule's table: every weight moved by one radius against the gradient of a lead, which is
/// taken again where it leads to, and the radius halved as long as the rule, as it runs, still takes another symbol. Deterministic.
/// </summary>
internal sealed class BreakingSearch(Model model, FiniteMachine specification)
{
    /// <summary>Times that the gradient is taken again.</summary>
    private const int Turns = 12;

    /// <summary>Times that the radius is halved.</summary>
    private const int Halvings = 30;

    private readonly CellGradient _cell = new(model.Graph, specification.Shape);
    private readonly double[] _gradient = new double[model.Parameters.Length];

    /// <summary>The smallest radius at which one entry of a point gives way to another.</summary>
    /// <param name="point">The point.</param>
    /// <param name="right">The entry that is right, or -1 for zero.</param>
    /// <param name="rival">The other, or -1 for zero.</param>
    /// <param name="least">A radius that is known to be too small.</param>
    /// <param name="most">The largest radius of interest.</param>
    /// <returns>The perturbation's largest entry, the symbol that the rule takes and all weights; null where there is none up to the most.</returns>
    public (double Radius, int Symbol, float[] Weights)? Find(long point, int right, int rival, double least, double most)
    {
        (double Radius, int Symbol, float[] Weights)? found = null;
        (double fails, double breaks) = (least, most);
        for (int halving = 0; halving < Halvings && breaks - fails > 1e-6 * breaks; halving++)
        {
            double radius = halving == 0 ? most : (fails + breaks) / 2;
            if (TryBreak(point, right, rival, radius) is { } broken)
            {
                (breaks, found) = (radius, broken);
            }
            else if (halving == 0)
            {
                return null;
            }
            else
            {
                fails = radius;
            }
        }

        return found;
    }

    private (double Radius, int Symbol, float[] Weights)? TryBreak(long point, int right, int rival, double radius)
    {
        ReadOnlySpan<float> own = model.Parameters.Span;
        float[] weights = own.ToArray(), best = weights;
        double smallest = double.PositiveInfinity;
        for (int turn = 0; turn <= Turns; turn++)
        {
            double lead = _cell.Lead(weights, point, right, rival, _gradient);
            (smallest, best) = lead < smallest ? (lead, weights) : (smallest, best);
            if (lead < 0 || turn == Turns)
            {
                break;
            }

            weights = Perturbations.Move(own, radius, i => -radius * Math.Sign(_gradient[i]));
        }

        if (smallest >= 0)
        {
            return null;
        }

        // What counts is the rule as it runs.
        using var rule = new NeuralRule(model.Graph, best);
        int symbol = specification.Shape.Read(new LocalRunner(rule, specification.Shape).Run([point]));
        return symbol == specification.Table[(int)point] ? null : (Perturbations.Distance(own, best), symbol, best);
    }
}
