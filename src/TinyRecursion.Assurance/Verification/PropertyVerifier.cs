using System.Diagnostics;
using TinyRecursion.Assurance.NetworkChecker;
using TinyRecursion.Assurance.Properties;
using TinyRecursion.Assurance.Verification.Networks;
using TinyRecursion.Assurance.Verification.Search;
using TinyRecursion.Rules;

namespace TinyRecursion.Assurance.Verification;

/// <summary>
/// Decides whether a network of linear maps and rectifiers can reach an unsafe set (docs/verification.md). It speaks of the real-valued function that the
/// float32 weights define: a property is violated only by a point of the exact box that is unsafe in exact arithmetic, and holds only with a proof
/// that <see cref="NetworkProofChecker"/> has accepted. Safe to share between threads.
/// </summary>
public sealed class PropertyVerifier
{
    private const int MostConstraints = 500;

    private readonly PiecewiseLinearNetwork _network;
    private readonly NetworkProperty _property;

    internal PropertyVerifier(PiecewiseLinearNetwork network, NetworkProperty property) => (_network, _property) = (network, property);

    /// <summary>Prepares the verification of a rule's step on one cell, such as a network that was read from ONNX.</summary>
    /// <param name="graph">The rule; its state begins with the inputs.</param>
    /// <param name="parameters">Its flat parameter vector.</param>
    /// <param name="inputs">The number of inputs.</param>
    /// <param name="property">The unsafe set in VNN-LIB 1.0; read to its end.</param>
    /// <param name="source">The name that errors give.</param>
    /// <exception cref="FormatException">The property is not as the format asks, or is about another number of inputs or outputs.</exception>
    /// <exception cref="NotSupportedException">The network has operations other than linear maps and rectifiers; the message names them.</exception>
    public static PropertyVerifier Open(RuleGraph graph, ReadOnlyMemory<float> parameters, int inputs, TextReader property, string source)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(property);
        PiecewiseLinearNetwork network = GraphNetwork.Of(graph, parameters.Span, inputs);
        NetworkProperty read = NetworkProperty.Read(property, source);
        if ((read.Inputs, read.Outputs) != (network.Inputs, network.Outputs))
        {
            throw new FormatException($"{source}: the property is about {read.Inputs} inputs and {read.Outputs} outputs, the network has {network.Inputs} and {network.Outputs}");
        }

        PropertyCase? tooMany = read.Cases.FirstOrDefault(own => own.Constraints.Count > MostConstraints);
        return tooMany is null
            ? new PropertyVerifier(network, read)
            : throw new FormatException($"{source}: {tooMany.Constraints.Count} constraints together, at most {MostConstraints} are taken");
    }

    /// <summary>The beginning that a proof of this network and property has, and no other: <see cref="NetworkProofVerdict.StatementLength"/> bytes.</summary>
    public ReadOnlyMemory<byte> Statement() => NetworkProofWriter.Statement(_network, _property);

    /// <summary>Verifies.</summary>
    /// <param name="options">How.</param>
    /// <param name="progress">Told now and then how far it has come; null for nobody.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public PropertyOutcome Verify(VerificationOptions? options = null, IProgress<VerificationProgress>? progress = null, CancellationToken cancellation = default)
    {
        options ??= new VerificationOptions();
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Threads, 1);
        var watch = Stopwatch.StartNew();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        if (options.TimeLimit is { } time)
        {
            if (time > TimeSpan.Zero)
            {
                limit.CancelAfter(time);
            }
            else
            {
                limit.Cancel();
            }
        }

        long boxes = 0;
        var trees = new List<SplitTree>();
        foreach (PropertyCase own in _property.Cases)
        {
            ExactNumber[]? found = null;
            var search = new BoxSearch(_network, [.. own.Constraints.Select(Row)], point => (found ??= Unsafe(own, point)) is not null);
            (SearchResult result, SplitTree? tree) = Search(search, own, options, trees.Count, boxes, progress, limit.Token);
            cancellation.ThrowIfCancellationRequested();
            boxes += search.Boxes;
            if (result == SearchResult.Unsafe && found is not null)
            {
                return new PropertyOutcome(
                    PropertyStatus.Violated, null, [.. found.Select(x => x.ToString())], [.. ExactValues.Run(_network, found).Select(y => y.ToString())],
                    default, boxes, watch.Elapsed, TimeSpan.Zero);
            }

            if (tree is null)
            {
                return Unknown(result == SearchResult.Stuck ? "a box is as small as numbers of 64 bits allow" : limit.IsCancellationRequested ? "the time limit ended the search" : "the limit of boxes ended the search");
            }

            trees.Add(tree);
        }

        TimeSpan searched = watch.Elapsed;
        byte[] proof = NetworkProofWriter.Proof(NetworkProofWriter.Statement(_network, _property), trees, [.. _property.Cases.Select(own => own.Constraints.Count)]);
        try
        {
            return NetworkProofChecker.Check(proof, limit.Token).Failure is { } failure
                ? Unknown($"the search found nothing unsafe, but its proof was rejected: {failure}")
                : new PropertyOutcome(PropertyStatus.Holds, null, null, null, proof, boxes, searched, watch.Elapsed - searched);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return Unknown("the time limit ended while the proof was checked");
        }

        PropertyOutcome Unknown(string reason) => new(PropertyStatus.Unknown, reason, null, null, default, boxes, watch.Elapsed, TimeSpan.Zero);
    }

    private (SearchResult Result, SplitTree? Tree) Search(
        BoxSearch search, PropertyCase own, VerificationOptions options, int done, long boxes, IProgress<VerificationProgress>? progress, CancellationToken cancellation)
    {
        using var timer = progress is null
            ? null
            : new Timer(_ => progress.Report(new VerificationProgress(done + 1, _property.Cases.Count, boxes + search.Boxes, search.Safe)), null, 500, 500);
        return search.Run(
            [.. own.Lower.Select(bound => bound.ToDoubleDown())], [.. own.Upper.Select(bound => bound.ToDoubleUp())],
            options.Threads, options.MostBoxes - boxes, cancellation);
    }

    private UnsafeRow Row(LinearConstraint constraint)
    {
        (double[] inputs, double[] outputs) = (new double[_network.Inputs], new double[_network.Outputs]);
        foreach ((int variable, ExactNumber coefficient) in constraint.Terms)
        {
            (variable < inputs.Length ? ref inputs[variable] : ref outputs[variable - inputs.Length]) += coefficient.ToDoubleDown();
        }

        return new UnsafeRow(inputs, outputs, -constraint.Bound.ToDoubleDown());
    }

    // The point, moved into the exact box, where it is unsafe.
    private ExactNumber[]? Unsafe(PropertyCase own, double[] point)
    {
        var exact = new ExactNumber[point.Length];
        for (int i = 0; i < exact.Length; i++)
        {
            ExactNumber x = ExactNumber.Of(point[i]);
            exact[i] = x < own.Lower[i] ? own.Lower[i] : x > own.Upper[i] ? own.Upper[i] : x;
        }

        ExactNumber[] values = [.. exact, .. ExactValues.Run(_network, exact)];
        foreach (LinearConstraint constraint in own.Constraints)
        {
            ExactNumber sum = ExactNumber.Of(0);
            foreach ((int variable, ExactNumber coefficient) in constraint.Terms)
            {
                sum += coefficient * values[variable];
            }

            if (sum > constraint.Bound || (constraint.IsStrict && sum == constraint.Bound))
            {
                return null;
            }
        }

        return exact;
    }
}
