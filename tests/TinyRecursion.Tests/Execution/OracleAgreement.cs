using TinyRecursion.Execution;
using TinyRecursion.Execution.Float;
using TinyRecursion.Execution.Oracle;
using TinyRecursion.Rules;
using Xunit;

namespace TinyRecursion.Tests.Execution;

/// <summary>Compares an execution with the scalar oracle.</summary>
internal static class OracleAgreement
{
    /// <summary>Relative to the largest entry of the value that is compared (or to 1, where all are smaller).</summary>
    /// <remarks>
    /// A sum of a few hundred terms in another order differs by some 1e-6; 1e-5 leaves room and still fails on a single
    /// missing term. An operation that itself magnifies rounding (normalising a row that almost vanishes) may further
    /// be off by a few times what the oracle in single precision is off from the one in double precision.
    /// </remarks>
    private const double Tolerance = 1e-5;

    /// <summary>Runs a sample for a number of steps and compares the state and the logits after each.</summary>
    /// <param name="sample">The rule and its problem.</param>
    /// <param name="session">A session of the sample's rule and parameters.</param>
    /// <param name="steps">Steps to run.</param>
    /// <remarks>Each step of the oracle starts from the state that the session reached, so differences do not add up.</remarks>
    public static void Check(SampleCase sample, IRuleSession session, int steps)
    {
        var single = new ScalarOracle<float>(sample.Graph, sample.Parameters);
        var exact = new ScalarOracle<double>(sample.Graph, Widen(sample.Parameters));
        int cells = sample.Problem.Cells, width = sample.Graph.StateWidth;
        session.Bind(sample.Problem);
        session.SetState(sample.InitialState);
        float[] state = sample.InitialState;
        Close("logits at the start", session.Readout(), single.Readout(Matrix(state)), exact.Readout(Wide(state)));
        for (int step = 1; step <= steps; step++)
        {
            var next = new float[state.Length];
            session.Step();
            session.CopyState(next);
            Close(
                $"state after step {step}", next,
                single.Step(sample.Problem, Matrix(state)), exact.Step(sample.Problem, Wide(state)));
            Close($"logits after step {step}", session.Readout(), single.Readout(Matrix(next)), exact.Readout(Wide(next)));
            state = next;
        }

        Matrix<float> Matrix(float[] values) => new(cells, width, values);
        Matrix<double> Wide(float[] values) => new(cells, width, Widen(values));
    }

    /// <summary>Runs a sample in a session of its own.</summary>
    public static void Check(SampleCase sample, int steps)
    {
        using var weights = new FloatWeights(sample.Graph, sample.Parameters);
        using var session = new FloatSession(weights);
        Check(sample, session, steps);
    }

    /// <summary>The same numbers in double precision.</summary>
    public static double[] Widen(float[] values) => Array.ConvertAll(values, value => (double)value);

    private static void Close(string what, ReadOnlySpan<float> actual, Matrix<float> single, Matrix<double> exact)
    {
        Assert.Equal(exact.Values.Length, actual.Length);
        double largest = 1, rounding = 0;
        for (int i = 0; i < actual.Length; i++)
        {
            largest = Math.Max(largest, Math.Abs(exact.Values[i]));
            rounding = Math.Max(rounding, Math.Abs(single.Values[i] - exact.Values[i]));
        }

        double allowed = (Tolerance * largest) + (8 * rounding);
        for (int i = 0; i < actual.Length; i++)
        {
            Assert.True(
                Math.Abs(actual[i] - exact.Values[i]) <= allowed,
                $"The {what}, row {i / exact.Columns}, column {i % exact.Columns}: the execution has {actual[i]:G9}, "
                + $"the oracle {exact.Values[i]:G9} (allowed {allowed:G2}).");
        }
    }
}
