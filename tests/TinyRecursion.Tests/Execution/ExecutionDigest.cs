using System.Runtime.InteropServices;
using System.Security.Cryptography;
using TinyRecursion.Execution.Float;
using TinyRecursion.Execution.Integer;
using TinyRecursion.Rules;
using TinyRecursion.Training.Compression;
using TinyRecursion.Training.Gradients;

namespace TinyRecursion.Tests.Execution;

/// <summary>A digest of every bit that execution and gradients compute over a fixed list of samples.</summary>
internal static class ExecutionDigest
{
    private const int MaximumWidth = 112;

    /// <summary>Computes the digest.</summary>
    /// <returns>Per sample one line: its name and the digest of its states, logits and gradients.</returns>
    public static string Compute()
    {
        var lines = new List<string>();
        foreach (Type operation in OperationKinds.Types)
        {
            for (int seed = 0; seed < 4; seed++)
            {
                lines.Add($"{operation.Name} {seed} {Of(OperationSamples.Draw(operation.Name, seed, MaximumWidth))}");
            }
        }

        for (int seed = 0; seed < 16; seed++)
        {
            lines.Add($"random {seed} {Of(RandomRules.Draw(seed, MaximumWidth))}");
        }

        return string.Join('\n', lines);
    }

    /// <summary>The digest of one sample's states and logits, in floating point and in integers, and its gradients, over three steps.</summary>
    public static string Of(SampleCase sample)
    {
        using var weights = new FloatWeights(sample.Graph, sample.Parameters);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using (var session = new FloatSession(weights))
        {
            AppendSteps(session);
        }

        Calibration calibration = Calibration.Collect(sample.Graph, sample.Parameters, [sample.Problem, sample.Problem], steps: 2);
        var rule = new IntegerRule(sample.Graph, Quantiser.Quantise(sample.Graph, sample.Parameters, calibration));
        using (IRuleSession session = rule.Open())
        {
            AppendSteps(session);
        }

        using var segment = new SegmentGradient(weights, 3);
        var gradient = new float[sample.Parameters.Length];
        var stateGradient = new float[sample.InitialState.Length];
        segment.Session.Bind(sample.Problem);
        segment.Session.SetState(sample.InitialState);
        Append([segment.Run(3, new QuadraticLoss(), gradient, stateGradient)]);
        Append(gradient);
        Append(stateGradient);
        return Convert.ToHexString(hash.GetHashAndReset());

        void AppendSteps(IRuleSession session)
        {
            session.Bind(sample.Problem);
            session.SetState(sample.InitialState);
            var state = new float[sample.InitialState.Length];
            for (int step = 0; step < 3; step++)
            {
                session.Step();
                session.CopyState(state);
                Append(state);
                Append(session.Readout());
            }
        }

        void Append(ReadOnlySpan<float> values) => hash.AppendData(MemoryMarshal.AsBytes(values));
    }
}
