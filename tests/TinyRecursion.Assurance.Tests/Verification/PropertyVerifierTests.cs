using System.Security.Cryptography;
using CsCheck;
using TinyRecursion.Assurance.NetworkChecker;
using TinyRecursion.Assurance.Properties;
using TinyRecursion.Assurance.Verification;
using TinyRecursion.Assurance.Verification.Networks;
using TinyRecursion.Assurance.Verification.Search;
using Xunit;

namespace TinyRecursion.Assurance.Tests.Verification;

/// <summary>Verifying properties, and checking the proofs.</summary>
public sealed class PropertyVerifierTests
{
    private static readonly VerificationOptions Options = new() { MostBoxes = 20_000 };

    [Fact]
    public void A_property_that_holds_has_no_unsafe_point_and_a_violated_one_has_the_point_that_is_named()
    {
        var seen = new Dictionary<PropertyStatus, int>();
        for (ulong seed = 1; seed <= 120; seed++)
        {
            PiecewiseLinearNetwork network = RandomNetwork.Of(seed);
            NetworkProperty property = RandomNetwork.Property(-0.3 + (0.01 * (seed % 40)), -0.2);
            PropertyOutcome outcome = new PropertyVerifier(network, property).Verify(Options, null, TestContext.Current.CancellationToken);
            seen[outcome.Status] = seen.GetValueOrDefault(outcome.Status) + 1;
            if (outcome.Status == PropertyStatus.Violated)
            {
                ExactNumber[] point = [.. outcome.Inputs!.Select(Parse)];
                Assert.True(IsUnsafe(network, property, point));
                Assert.Equal(ExactValues.Run(network, point).Select(y => y.ToString()), outcome.Outputs);
                Assert.All(point, x => Assert.True(x >= ExactNumber.Of(-1) && x <= ExactNumber.Of(1)));
            }
            else if (outcome.Status == PropertyStatus.Holds)
            {
                Assert.Null(NetworkProofChecker.Check(outcome.Proof, TestContext.Current.CancellationToken).Failure);
                var random = new SeededRandom(seed);
                for (int sample = 0; sample < 200; sample++)
                {
                    Assert.False(IsUnsafe(network, property, [ExactNumber.Of((random.NextSingle() * 2) - 1), ExactNumber.Of((random.NextSingle() * 2) - 1)]));
                }
            }
        }

        // Both verdicts are met often, and nothing this small is left open.
        Assert.True(seen.GetValueOrDefault(PropertyStatus.Holds) > 20 && seen.GetValueOrDefault(PropertyStatus.Violated) > 20, string.Join(' ', seen));
        Assert.Equal(0, seen.GetValueOrDefault(PropertyStatus.Unknown));
    }

    [Fact]
    public void Bounds_of_the_checker_hold_in_exact_arithmetic_on_boxes_of_every_size() => Gen.Select(Gen.ULong[1, 1000], Gen.Double[-1, 1], Gen.Double[-1, 1], Gen.Double[-9, 0], Gen.ULong).Sample(
        (seed, x, y, size, points) =>
        {
            PiecewiseLinearNetwork network = RandomNetwork.Of(seed);
            NetworkProperty property = RandomNetwork.Property(0.1, 0.2);
            double radius = Math.Pow(10, size);
            var bytes = new ProofBytes(NetworkProofWriter.Statement(network, property).AsMemory(8));
            CheckedNode[] nodes = StatementReader.Network(bytes);
            CheckedCase own = StatementReader.Cases(bytes, RandomNetwork.Inputs, RandomNetwork.Outputs)[0];
            var bounds = new SoundBounds(nodes);
            (double[] lower, double[] upper) = ([x, y], [x + radius, y + (radius / 3)]);
            bounds.Run(lower, upper);
            var random = new SeededRandom(points);
            for (int sample = 0; sample < 8; sample++)
            {
                double[] point = [.. lower.Select((low, i) => Math.Min(upper[i], low + ((sample < 4 ? sample >> i & 1 : random.NextSingle()) * (upper[i] - low))))];
                ExactNumber[] exact = [.. point.Select(ExactNumber.Of)];
                ExactNumber[] values = [.. exact, .. ExactValues.Run(network, exact)];
                for (int row = 0; row < own.Bounds.Length; row++)
                {
                    LinearConstraint constraint = property.Cases[0].Constraints[row];
                    ExactNumber left = constraint.Terms.Aggregate(-constraint.Bound, (sum, term) => sum + (term.Coefficient * values[term.Variable]));
                    Assert.True(ExactNumber.Of(bounds.Least(bounds.Below(own.Coefficients[row], own.Bounds[row]))) <= left);
                }
            }
        }, iter: 2_000);

    [Fact]
    public void A_proof_without_one_of_its_boxes_or_of_another_network_is_rejected()
    {
        (PiecewiseLinearNetwork network, NetworkProperty property, PropertyOutcome outcome) = Proved();
        byte[] statement = NetworkProofWriter.Statement(network, property);

        // A single box in place of the tree, with either constraint.
        foreach (byte[] shares in new byte[][] { [255, 0], [0, 255], [128, 127], [0, 0] })
        {
            byte[] proof = NetworkProofWriter.Proof(statement, [new SplitTree { Shares = shares }], [2]);
            Assert.Contains("all constraints may hold", NetworkProofChecker.Check(proof, TestContext.Current.CancellationToken).Failure, StringComparison.Ordinal);
        }

        var cut = new SplitTree { Cuts = [new BoxCut(0, true, 1, 0)] };
        Assert.Contains("may hold in what is cut off", NetworkProofChecker.Check(NetworkProofWriter.Proof(statement, [cut], [2]), TestContext.Current.CancellationToken).Failure, StringComparison.Ordinal);

        // The tree of one property behind another.
        byte[] other = [.. NetworkProofWriter.Statement(network, RandomNetwork.Property(5, 5)), .. outcome.Proof.Span[statement.Length..^32]];
        Assert.NotNull(NetworkProofChecker.Check(Sealed(other), TestContext.Current.CancellationToken).Failure);
        Assert.Equal(statement, outcome.Proof.Span[..statement.Length]);
    }

    [Fact]
    public void A_changed_byte_is_found_by_the_digest_and_a_sealed_one_never_crashes_the_checker()
    {
        byte[] proof = Proved().Outcome.Proof.ToArray();
        Gen.Select(Gen.Int[0, proof.Length - 1], Gen.Byte[1, 255], Gen.Int[0, proof.Length - 33], Gen.Byte).Sample((at, change, other, value) =>
        {
            byte[] changed = [.. proof];
            changed[at] ^= change;
            Assert.ThrowsAny<FormatException>(() => NetworkProofChecker.Check(changed, TestContext.Current.CancellationToken));
            changed = [.. proof];
            changed[other] = value;
            try
            {
                _ = NetworkProofChecker.Check(Sealed(changed[..^32]), TestContext.Current.CancellationToken);
            }
            catch (FormatException)
            {
            }
        }, iter: 3_000);
    }

    [Fact]
    public void Limits_end_in_unknown_and_threads_change_no_proof()
    {
        (PiecewiseLinearNetwork network, NetworkProperty property, PropertyOutcome outcome) = Proved();
        var verifier = new PropertyVerifier(network, property);

        PropertyOutcome few = verifier.Verify(new VerificationOptions { MostBoxes = 1 }, null, TestContext.Current.CancellationToken);
        Assert.Equal((PropertyStatus.Unknown, "the limit of boxes ended the search"), (few.Status, few.Reason));
        PropertyOutcome brief = verifier.Verify(new VerificationOptions { TimeLimit = TimeSpan.Zero }, null, TestContext.Current.CancellationToken);
        Assert.Equal((PropertyStatus.Unknown, "the time limit ended the search"), (brief.Status, brief.Reason));
        Assert.Equal(outcome.Proof.ToArray(), verifier.Verify(new VerificationOptions { Threads = 4 }, null, TestContext.Current.CancellationToken).Proof.ToArray());
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => verifier.Verify(Options, null, cancelled.Token));
    }

    private static (PiecewiseLinearNetwork Network, NetworkProperty Property, PropertyOutcome Outcome) Proved()
    {
        for (ulong seed = 1; ; seed++)
        {
            PiecewiseLinearNetwork network = RandomNetwork.Of(seed);
            NetworkProperty property = RandomNetwork.Property(-0.25, -0.2);
            PropertyOutcome outcome = new PropertyVerifier(network, property).Verify(Options);
            if (outcome.Status == PropertyStatus.Holds && outcome.Boxes > 20)
            {
                return (network, property, outcome);
            }
        }
    }

    private static bool IsUnsafe(PiecewiseLinearNetwork network, NetworkProperty property, ExactNumber[] point)
    {
        ExactNumber[] values = [.. point, .. ExactValues.Run(network, point)];
        return property.Cases[0].Constraints.All(own => own.Terms.Aggregate(ExactNumber.Of(0), (sum, term) => sum + (term.Coefficient * values[term.Variable])) <= own.Bound);
    }

    private static ExactNumber Parse(string text) => ExactNumber.TryParse(text, out ExactNumber number) ? number : throw new FormatException(text);

    private static byte[] Sealed(byte[] proof) => [.. proof, .. SHA256.HashData(proof)];
}
