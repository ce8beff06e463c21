using TinyRecursion.Assurance.Bounds;
using TinyRecursion.Execution;
using TinyRecursion.Execution.Integer;
using TinyRecursion.Rules;
using TinyRecursion.Training.Compression;

namespace TinyRecursion.Assurance.Tests.Bounds;

/// <summary>Looks for inputs within a box whose values leave the bounds of a rule that runs in integers.</summary>
internal static class IntegerEscape
{
    /// <summary>Makes a rule in integers of a sample's.</summary>
    public static IntegerRule RuleOf(SampleCase sample)
    {
        Calibration calibration = Calibration.Collect(sample.Graph, sample.Parameters, [.. Enumerable.Repeat(sample.Problem, 40)], steps: 1);
        return new IntegerRule(sample.Graph, Quantiser.Quantise(sample.Graph, sample.Parameters, calibration));
    }

    /// <summary>Draws states from a box, runs the rule and compares.</summary>
    /// <param name="sample">The rule and its problem.</param>
    /// <param name="rule">The same rule in integers.</param>
    /// <param name="evaluate">The bounds of all nodes but the heads for a box of states.</param>
    /// <param name="samples">States to try.</param>
    /// <param name="seed">Decides everything.</param>
    /// <param name="every">Every so many samples all nodes are compared, by the oracles.</param>
    /// <returns>The first value that leaves its bounds, in words; null if none does.</returns>
    public static string? Find(
        SampleCase sample, IntegerRule rule, Func<Box<short>, IReadOnlyList<Box<short>?>> evaluate, int samples, ulong seed, int every = 16)
    {
        var random = new SeededRandom(seed);
        (int cells, int width) = (sample.Problem.Cells, sample.Graph.StateWidth);
        int exponent = rule.Constants.Exponents[sample.Graph.NextState];
        Box<short> box = Around(sample, exponent, ref random);
        IReadOnlyList<Box<short>?> bounds = evaluate(box);
        var oracle = new IntegerOracle(sample.Graph, rule.Constants);
        using IRuleSession session = rule.Open();
        session.Bind(sample.Problem);
        var state = new short[cells * width];
        var numbers = new float[state.Length];
        for (int at = 0; at < samples; at++)
        {
            for (int i = 0; i < state.Length; i++)
            {
                int low = box.Low.Values[i], high = box.High.Values[i];
                state[i] = (short)(at % 2 == 0 ? low + random.NextInt32(high - low + 1) : random.NextInt32(2) == 0 ? low : high);
                numbers[i] = MathF.ScaleB(state[i], -exponent);
            }

            session.SetState(numbers);
            session.Step();
            session.CopyState(numbers);
            short[] next = Array.ConvertAll(numbers, number => (short)MathF.ScaleB(number, exponent));
            if (Outside("the next state", bounds[sample.Graph.NextState]!, next) is { } escape)
            {
                return escape;
            }

            if (at % every == 0)
            {
                Matrix<short>?[] values = oracle.Evaluate(sample.Problem, new Matrix<short>(cells, width, state));
                for (int node = 0; node < values.Length; node++)
                {
                    if (values[node] is { } value && Outside($"node {node} ({sample.Graph.Nodes[node].Operation.Kind})", bounds[node]!, value.Values) is { } inner)
                    {
                        return inner;
                    }
                }
            }
        }

        return null;
    }

    private static Box<short> Around(SampleCase sample, int exponent, ref SeededRandom random)
    {
        var box = Box<short>.Filled(sample.Problem.Cells, sample.Graph.StateWidth, 0, 0);
        int[] sides = [0, 1, 40, 2000, 40000];
        int common = sides[random.NextInt32(sides.Length)];
        bool alike = random.NextInt32(2) == 0;
        for (int i = 0; i < box.Low.Values.Length; i++)
        {
            int side = alike || random.NextInt32(2) == 0 ? common : random.NextInt32(sides[random.NextInt32(sides.Length)] + 1);
            int centre = (int)MathF.ScaleB(sample.InitialState[i], exponent);
            (box.Low.Values[i], box.High.Values[i]) = (IntegerArithmetic.Saturate16(centre - side), IntegerArithmetic.Saturate16(centre + side));
        }

        return box;
    }

    private static string? Outside(string what, Box<short> bounds, short[] values) => bounds.FirstOutside(values) is >= 0 and int at
        ? $"{what}, row {at / bounds.Columns}, column {at % bounds.Columns}: {values[at]} is outside {bounds.Low.Values[at]}..{bounds.High.Values[at]}."
        : null;
}
