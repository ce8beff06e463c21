using TinyRecursion.Assurance.Bounds;
using TinyRecursion.Execution;
using TinyRecursion.Execution.Float;
using TinyRecursion.Execution.Oracle;
using TinyRecursion.Rules;

namespace TinyRecursion.Assurance.Tests.Bounds;

/// <summary>Looks for inputs within a box whose values leave the bounds of a rule in floating point.</summary>
internal static class FloatEscape
{
    /// <summary>Draws states from a box around the sample's, runs the kernels and compares.</summary>
    /// <param name="sample">The rule and its problem.</param>
    /// <param name="evaluate">The bounds of all nodes for a box of states.</param>
    /// <param name="samples">States to try.</param>
    /// <param name="seed">Decides everything.</param>
    /// <param name="every">Every so many samples all nodes are compared, by the oracles.</param>
    /// <returns>The first value that leaves its bounds, in words; null if none does.</returns>
    public static string? Find(SampleCase sample, Func<Box<double>, IReadOnlyList<Box<double>>> evaluate, int samples, ulong seed, int every = 16)
    {
        var random = new SeededRandom(seed);
        (int cells, int width) = (sample.Problem.Cells, sample.Graph.StateWidth);
        Box<double> box = Around(sample, ref random);
        IReadOnlyList<Box<double>> bounds = evaluate(box);
        var single = new ScalarOracle<float>(sample.Graph, sample.Parameters);
        var exact = new ScalarOracle<double>(sample.Graph, Widen(sample.Parameters));
        using var weights = new FloatWeights(sample.Graph, sample.Parameters);
        using var session = new FloatSession(weights);
        session.Bind(sample.Problem);
        float[] state = new float[cells * width], next = new float[state.Length];
        for (int at = 0; at < samples; at++)
        {
            Draw(state, box, at, ref random);
            session.SetState(state);
            session.Step();
            session.CopyState(next);
            if (Outside("the next state", bounds[sample.Graph.NextState], Widen(next)) is { } escape)
            {
                return escape;
            }

            if (Outside("the logits", bounds[sample.Graph.Readout], Widen(session.Readout().ToArray())) is { } logit)
            {
                return logit;
            }

            if (at % every == 0)
            {
                Matrix<float>[] rounded = single.Evaluate(sample.Problem, new Matrix<float>(cells, width, state));
                Matrix<double>[] wide = exact.Evaluate(sample.Problem, new Matrix<double>(cells, width, Widen(state)));
                for (int node = 0; node < wide.Length; node++)
                {
                    string name = $"node {node} ({sample.Graph.Nodes[node].Operation.Kind})";
                    if ((Outside(name, bounds[node], Widen(rounded[node].Values)) ?? Outside(name + " in double precision", bounds[node], wide[node].Values)) is { } inner)
                    {
                        return inner;
                    }
                }
            }
        }

        return null;
    }

    /// <summary>A box around a sample's state, whose sides are of all sizes, none among them.</summary>
    private static Box<double> Around(SampleCase sample, ref SeededRandom random)
    {
        var box = Box<double>.Filled(sample.Problem.Cells, sample.Graph.StateWidth, 0, 0);
        float[] sizes = [0f, 1e-6f, 0.01f, 0.3f, 2f];
        float common = sizes[random.NextInt32(sizes.Length)];
        bool alike = random.NextInt32(2) == 0;
        for (int i = 0; i < box.Low.Values.Length; i++)
        {
            float side = alike || random.NextInt32(2) == 0 ? common : sizes[random.NextInt32(sizes.Length)] * random.NextSingle();
            (box.Low.Values[i], box.High.Values[i]) = (sample.InitialState[i] - side, sample.InitialState[i] + side);
        }

        return box;
    }

    /// <summary>Corners of the box, points near its corners, and points anywhere.</summary>
    private static void Draw(float[] state, Box<double> box, int at, ref SeededRandom random)
    {
        for (int i = 0; i < state.Length; i++)
        {
            double share = random.NextSingle();
            share = (at % 4) switch { 0 => share, 1 => Math.Round(share), 2 => share < 0.9 ? Math.Round(share / 0.9) : share, _ => share * share * share };
            double low = box.Low.Values[i], high = box.High.Values[i];
            state[i] = (float)(low + (share * (high - low)));
            state[i] = state[i] < low ? MathF.BitIncrement(state[i]) : state[i] > high ? MathF.BitDecrement(state[i]) : state[i];
        }
    }

    private static string? Outside(string what, Box<double> bounds, double[] values) => bounds.FirstOutside(values) is >= 0 and int at
        ? $"{what}, row {at / bounds.Columns}, column {at % bounds.Columns}: {values[at]:G17} is outside {bounds.Low.Values[at]:G17}..{bounds.High.Values[at]:G17}."
        : null;

    private static double[] Widen(float[] values) => Array.ConvertAll(values, value => (double)value);
}
