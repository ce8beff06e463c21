using TinyRecursion.Assurance.Proofs;
using TinyRecursion.Execution.Finite;
using TinyRecursion.Execution.Float;
using TinyRecursion.Models;

namespace TinyRecursion.Assurance.Radius;

/// <summary>
/// How far all weights of a proved rule may be off, each by as much, while its table stays what it is, and with it the theorem for every size: a certified radius, the
/// smallest perturbation found that changes the table, and random perturbations between none and the certified one. Deterministic; threads change the speed alone.
/// </summary>
public static class WeightRadius
{
    /// <summary>Points at which a breaking perturbation is looked for.</summary>
    private const int PointsToBreak = 24;

    /// <summary>Finds the radius of a rule that is its specification.</summary>
    /// <param name="theorem">The theorem.</param>
    /// <param name="model">A model that it holds for, see <see cref="Prover.Prove"/>.</param>
    /// <param name="options">How.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="ArgumentException">The model is not of the kind that the theorem is about, or has an operation that radii are not worked out for; the message says which.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of range.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static RadiusReport Find(ITheorem theorem, Model model, RadiusOptions options, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(theorem);
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Threads, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Points, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(options.Perturbations);
        ArgumentOutOfRangeException.ThrowIfNegative(options.Whole);
        Prover.RequireFit(theorem, model);
        FiniteMachine specification = FiniteMachine.Of(theorem.Specification);
        var certified = new CertifiedRadius(model, specification);
        (double radius, long closest) = certified.Find(options.Threads, cancellation);
        (double Lead, long Point)[] nearest = certified.Nearest(radius, options.Points, options.Threads, cancellation);
        (double breaking, long where, int symbol, float[]? weights) = Break(model, specification, certified, nearest, radius, cancellation);
        int changed = radius > 0 ? Confirm(model, specification, certified, [.. nearest.Select(one => one.Point)], radius, options, cancellation) : 0;
        return new RadiusReport
        {
            Points = specification.Shape.Size + specification.Shape.Symbols, Certified = radius, ClosestPoint = closest,
            Breaking = breaking, BreakingPoint = where, BreakingSymbol = symbol, BreakingWeights = weights,
            Tried = radius > 0 ? options.Perturbations : 0, PointsEach = nearest.Length, Whole = Math.Min(options.Whole, options.Perturbations), Changed = changed,
        };
    }

    private static (double Radius, long Point, int Symbol, float[]? Weights) Break(
        Model model, FiniteMachine specification, CertifiedRadius certified, (double Lead, long Point)[] nearest, double radius, CancellationToken cancellation)
    {
        var search = new BreakingSearch(model, specification);
        (double Radius, long Point, int Symbol, float[]? Weights) best = (double.PositiveInfinity, -1, -1, null);
        foreach ((_, long point) in nearest.Take(PointsToBreak))
        {
            cancellation.ThrowIfCancellationRequested();
            foreach ((int right, int rival) in certified.Pairs(specification.Table[(int)point]))
            {
                double most = double.IsFinite(best.Radius) ? best.Radius : Math.Max(4 * radius, 1e-3);
                if (search.Find(point, right, rival, radius, most) is var (broken, symbol, weights) && broken < best.Radius)
                {
                    best = (broken, point, symbol, weights);
                }
            }
        }

        return best;
    }

    /// <summary>Runs random perturbations and counts those that change something.</summary>
    private static int Confirm(
        Model model, FiniteMachine specification, CertifiedRadius certified, long[] points, double radius, RadiusOptions options, CancellationToken cancellation)
    {
        int next = -1, changed = 0;
        Workers.Run(Math.Min(options.Threads, Math.Max(1, options.Perturbations)), () =>
        {
            for (int number = Interlocked.Increment(ref next); number < options.Perturbations; number = Interlocked.Increment(ref next))
            {
                cancellation.ThrowIfCancellationRequested();
                float[] weights = Perturbations.Draw(model.Parameters.Span, radius, options.Seed, number);
                using var rule = new NeuralRule(model.Graph, weights);
                var runner = new LocalRunner(rule, specification.Shape);
                if (!Same(runner, specification, points, number < options.Whole) || !SameReadout(runner.LogitsOfSymbols(), certified.Readout, model.Graph.ReadoutWidth))
                {
                    Interlocked.Increment(ref changed);
                }
            }
        });
        return changed;
    }

    private static bool Same(LocalRunner runner, FiniteMachine specification, long[] points, bool whole)
    {
        FiniteShape shape = specification.Shape;
        bool same = true;
        if (whole)
        {
            runner.Run(threads: 1, (first, states) => same &= Matches(states, i => first + i));
        }
        else
        {
            same = Matches(runner.Run(points), i => points[i]);
        }

        return same;

        bool Matches(float[] states, Func<int, long> pointAt)
        {
            for (int i = 0; i * shape.StateWidth < states.Length; i++)
            {
                if (shape.Read(states.AsSpan(i * shape.StateWidth, shape.StateWidth)) != specification.Table[(int)pointAt(i)])
                {
                    return false;
                }
            }

            return true;
        }
    }

    /// <summary>Whether logits say the same: by their sign where there is one a symbol, else by the largest.</summary>
    private static bool SameReadout(float[] logits, float[] own, int width)
    {
        for (int at = 0; at < own.Length; at += width)
        {
            ReadOnlySpan<float> one = logits.AsSpan(at, width), two = own.AsSpan(at, width);
            if (width == 1 ? one[0] > 0 != two[0] > 0 : First(one) != First(two))
            {
                return false;
            }
        }

        return true;

        static int First(ReadOnlySpan<float> values)
        {
            int largest = 0;
            for (int j = 1; j < values.Length; j++)
            {
                largest = values[j] > values[largest] ? j : largest;
            }

            return largest;
        }
    }
}
