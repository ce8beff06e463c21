using TinyRecursion.Execution;
using TinyRecursion.Execution.Float;
using TinyRecursion.Rules;
using TinyRecursion.Training.Gradients;
using Xunit;

namespace TinyRecursion.Tests.Execution;

/// <summary>
/// Compares gradients with differences of the scalar oracle in double precision: for every weight tensor and for the
/// initial state, along directions in which all entries move at once (so that no entry can be missed) and along
/// single entries (so that none can hide behind the others).
/// </summary>
internal static class GradientCheck
{
    /// <summary>How far both ways of a difference reach. Double precision leaves it exact to about 1e-8.</summary>
    private const double Reach = 1e-7;

    /// <summary>
    /// Relative to the length of the gradient of the tensor times that of the direction. Gradients are computed in
    /// single precision, where several steps and normalisations magnify roundings of 1e-7.
    /// </summary>
    private const double Tolerance = 2e-4;

    /// <summary>
    /// Relative to the length of the gradient of everything: what is left where large terms cancel, as behind the
    /// normalisation of a row of one entry, which is plus or minus one whatever the weights.
    /// </summary>
    private const double Remainder = 1e-6;

    private const int Directions = 2;
    private const int Entries = 4;

    /// <summary>Checks every tensor of a sample.</summary>
    /// <param name="sample">The rule and its problem.</param>
    /// <param name="steps">Steps of the segment.</param>
    /// <param name="seed">Chooses directions and entries.</param>
    public static void Run(SampleCase sample, int steps, int seed) => Run(sample, steps, seed, withState: true);

    /// <summary>Checks every weight tensor of a sample, but not the initial state.</summary>
    /// <param name="sample">The rule and its problem.</param>
    /// <param name="steps">Steps of the segment.</param>
    /// <param name="seed">Chooses directions and entries.</param>
    public static void RunParameters(SampleCase sample, int steps, int seed) => Run(sample, steps, seed, withState: false);

    private static void Run(SampleCase sample, int steps, int seed, bool withState)
    {
        (float[] gradient, float[] stateGradient) = Gradients(sample, steps);
        double[] parameters = OracleAgreement.Widen(sample.Parameters);
        double[] state = OracleAgreement.Widen(sample.InitialState);
        var random = new SeededRandom((ulong)seed);
        var oracle = new StraightThroughOracle(sample, steps);
        Func<double> loss = () => QuadraticLoss.Value(oracle.Logits(parameters, state).Values);
        var checks = new Tally { Remainder = Remainder * (1 + Length(gradient) + Length(stateGradient)) };
        foreach (WeightShape weight in sample.Graph.Weights)
        {
            CheckTensor(
                weight.Name, parameters.AsMemory(weight.Offset, weight.Count), gradient.AsSpan(weight.Offset, weight.Count),
                loss, ref random, checks);
        }

        if (withState)
        {
            CheckTensor("initial state", state, stateGradient, loss, ref random, checks);
        }

        // Kinks are rare; a gradient that is wrong everywhere must not pass as one.
        Assert.True(checks.Kinks * 10 <= checks.All, $"{checks.Kinks} of {checks.All} differences are not smooth.");
    }

    /// <summary>The gradients that are tested, of all parameters and of the initial state.</summary>
    public static (float[] Parameters, float[] State) Gradients(SampleCase sample, int steps)
    {
        using var weights = new FloatWeights(sample.Graph, sample.Parameters);
        using var segment = new SegmentGradient(weights, steps);
        return Gradients(sample, segment, steps);
    }

    /// <summary>The gradients that are tested, from a segment that may have been used before.</summary>
    public static (float[] Parameters, float[] State) Gradients(SampleCase sample, SegmentGradient segment, int steps)
    {
        var gradient = new float[sample.Parameters.Length];
        var stateGradient = new float[sample.InitialState.Length];
        segment.Session.Bind(sample.Problem);
        segment.Session.SetState(sample.InitialState);
        segment.Run(steps, new QuadraticLoss(), gradient, stateGradient);
        return (gradient, stateGradient);
    }

    private static void CheckTensor(
        string name, Memory<double> values, ReadOnlySpan<float> gradient, Func<double> loss, ref SeededRandom random,
        Tally checks)
    {
        double length = Length(gradient);
        var direction = new double[gradient.Length];
        for (int i = 0; i < Directions; i++)
        {
            foreach (ref double entry in direction.AsSpan())
            {
                entry = random.NextInt32(2) == 0 ? -1 : 1;
            }

            CheckDirection($"{name}, all entries", values.Span, direction, gradient, length, loss, checks);
        }

        for (int i = 0; i < Math.Min(Entries, gradient.Length); i++)
        {
            int entry = random.NextInt32(gradient.Length);
            Array.Clear(direction);
            direction[entry] = 1;
            CheckDirection($"{name}, entry {entry}", values.Span, direction, gradient, length, loss, checks);
        }
    }

    private static void CheckDirection(
        string what, Span<double> values, double[] direction, ReadOnlySpan<float> gradient, double length,
        Func<double> loss, Tally checks)
    {
        double expected = 0, norm = 0;
        for (int i = 0; i < direction.Length; i++)
        {
            expected += gradient[i] * direction[i];
            norm += direction[i] * direction[i];
        }

        double here = loss();
        double above = Moved(values, direction, Reach, loss), below = Moved(values, direction, -Reach, loss);
        double allowed = (((Tolerance * length) + checks.Remainder) * Math.Sqrt(norm)) + (1e-8 * Math.Abs(here));
        double difference = (above - below) / (2 * Reach);
        checks.All++;
        if (Math.Abs(above - (2 * here) + below) / Reach > allowed)
        {
            // A rectifier or a maximum switches within reach: there is no one slope to compare with.
            checks.Kinks++;
            return;
        }

        Assert.True(
            Math.Abs(difference - expected) <= allowed,
            $"The gradient of {what} is {expected:G7}, differences of the oracle give {difference:G7} (allowed {allowed:G2}).");
    }

    private static double Length(ReadOnlySpan<float> values)
    {
        double squares = 0;
        foreach (float value in values)
        {
            squares += (double)value * value;
        }

        return Math.Sqrt(squares);
    }

    private static double Moved(Span<double> values, double[] direction, double reach, Func<double> loss)
    {
        double[] before = values.ToArray();
        for (int i = 0; i < direction.Length; i++)
        {
            values[i] += reach * direction[i];
        }

        double moved = loss();
        before.CopyTo(values);
        return moved;
    }

    /// <summary>How many differences of one sample were taken, and how many of them straddled a kink.</summary>
    private sealed class Tally
    {
        public required double Remainder { get; init; }

        public int All { get; set; }

        public int Kinks { get; set; }
    }
}
