using TinyRecursion.Execution.Integer;
using TinyRecursion.Models;
using TinyRecursion.Problems;
using TinyRecursion.Rules;

namespace TinyRecursion.Assurance.Bounds;

/// <summary>
/// Bounds the states of a model over the arithmetic in which it runs: on one problem by zonotopes carried through the steps, or at every cell of every problem by intervals, with a
/// box that no state ever leaves. Deterministic.
/// </summary>
public static class StateBounder
{
    /// <summary>Works the bounds out.</summary>
    /// <param name="model">The model.</param>
    /// <param name="options">What is asked.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="ArgumentException">The model runs in nested cycles, or its rule reads all cells and no problem is given, or the problem does not fit.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of range.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static StateBounds Run(Model model, StateBoundsOptions options, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(options);
        options.Require();
        if (model.Cycles is not null)
        {
            throw new ArgumentException("The rule runs in nested cycles; bounds are worked out for the plain loop.");
        }

        return model.Quantised is { } constants ? OfIntegers(model.Graph, constants, options, cancellation) : OfFloats(model, options, cancellation);
    }

    private static StateBounds OfFloats(Model model, StateBoundsOptions options, CancellationToken cancellation)
    {
        RuleGraph graph = model.Graph;
        Box<double> start = Box<double>.Filled(options.Problem?.Cells ?? 1, graph.StateWidth, -options.Start, options.Start);
        var steps = new List<Box<double>> { start };
        Box<double>? ever = null;
        if (options.Problem is { } problem)
        {
            var zonotopes = new FloatZonotopes(new FloatBounds(graph, model.Parameters.Span), options.Symbols);
            Enclosure<double> state = zonotopes.Start(start);
            for (int step = 0; step < options.Steps; step++)
            {
                cancellation.ThrowIfCancellationRequested();
                state = zonotopes.Step(problem, state);
                steps.Add(state.Box);
            }
        }
        else
        {
            var bounds = new AnyFloatBounds(graph, model.Parameters.Span, options.Any);
            for (int step = 0; step < options.Steps; step++)
            {
                steps.Add(bounds.Step(steps[^1]));
            }

            ever = Invariant.Find(start, bounds.Step, (box, next) => Widen(box, next, (low, high) => (low, high), 0.1));
        }

        Box<double> logits = new FloatBounds(graph, model.Parameters.Span).Head(graph.Readout, steps[^1]);
        return new StateBounds(steps, ever, logits, 1, 1);
    }

    private static StateBounds OfIntegers(RuleGraph graph, IntegerConstants constants, StateBoundsOptions options, CancellationToken cancellation)
    {
        int exponent = constants.Exponents[graph.NextState];
        short size = IntegerArithmetic.Saturate16((long)Math.Round(Math.ScaleB(options.Start, exponent), MidpointRounding.AwayFromZero));
        Box<short> start = Box<short>.Filled(options.Problem?.Cells ?? 1, graph.StateWidth, (short)-size, size);
        var steps = new List<Box<short>> { start };
        Box<short>? ever = null;
        if (options.Problem is { } problem)
        {
            var zonotopes = new IntegerZonotopes(new IntegerBounds(graph, constants), options.Symbols);
            Enclosure<short> state = zonotopes.Start(start);
            for (int step = 0; step < options.Steps; step++)
            {
                cancellation.ThrowIfCancellationRequested();
                state = zonotopes.Step(problem, state);
                steps.Add(state.Box);
            }
        }
        else
        {
            var bounds = new AnyIntegerBounds(graph, constants, options.Any);
            for (int step = 0; step < options.Steps; step++)
            {
                steps.Add(bounds.Step(steps[^1]));
            }

            ever = Invariant.Find(start, bounds.Step, (box, next) => Widen(
                box, next, (low, high) => (IntegerArithmetic.Saturate16((long)Math.Floor(low)), IntegerArithmetic.Saturate16((long)Math.Ceiling(high))), 1));
        }

        Box<short> logits = new IntegerBounds(graph, constants).Head(graph.Readout, steps[^1]);
        return new StateBounds(
            [.. steps.Select(IntegerZonotopes.Wide)], ever is null ? null : IntegerZonotopes.Wide(ever), IntegerZonotopes.Wide(logits),
            Math.ScaleB(1, -exponent), Math.ScaleB(1, -constants.Exponents[graph.Readout]));
    }

    /// <summary>Makes a box half as large again where another goes beyond it.</summary>
    private static Box<T> Widen<T>(Box<T> box, Box<T> next, Func<double, double, (T Low, T High)> rounded, double least)
        where T : unmanaged, System.Numerics.INumber<T>
    {
        Box<T> hull = box.Hull(next), wider = new(new(box.Rows, box.Columns), new(box.Rows, box.Columns));
        for (int i = 0; i < hull.Low.Values.Length; i++)
        {
            double low = double.CreateChecked(hull.Low.Values[i]), high = double.CreateChecked(hull.High.Values[i]), room = ((high - low) / 4) + least;
            (T down, T up) = rounded(low - room, high + room);
            wider.Low.Values[i] = next.Low.Values[i] < box.Low.Values[i] ? down : box.Low.Values[i];
            wider.High.Values[i] = next.High.Values[i] > box.High.Values[i] ? up : box.High.Values[i];
        }

        return wider;
    }
}
