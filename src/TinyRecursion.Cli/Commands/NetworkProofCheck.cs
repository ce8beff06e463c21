using System.Diagnostics;
using TinyRecursion.Assurance.NetworkChecker;
using TinyRecursion.Cli.Common;
using TinyRecursion.IO;

namespace TinyRecursion.Cli.Commands;

/// <summary>What <c>trm check</c> does with proofs that a network keeps a property.</summary>
internal static class NetworkProofCheck
{
    private const int MaximumLength = 1 << 30;

    /// <summary>Files of such proofs.</summary>
    public static OutputKind FileKind { get; } = OutputKind.Beginning("a proof about a network", "TRMNETP1");

    /// <summary>Whether a file is such a proof.</summary>
    public static bool Fits(string path) => new FileInfo(path).Length > 0 && FileKind.Recognises(path);

    /// <summary>Checks a file and prints the verdict.</summary>
    /// <param name="path">The file.</param>
    /// <param name="network">The network that it must be about; null for any.</param>
    /// <param name="property">The property that it must be about; null for any.</param>
    /// <param name="isJson">Whether to print JSON.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>The exit code.</returns>
    public static int Run(string path, string? network, string? property, bool isJson, CancellationToken cancellation)
    {
        if (network is null != property is null)
        {
            throw new InputException("a proof about a network is tied to both: give --model and --property");
        }

        byte[] proof;
        using (FileStream stream = RegularFile.OpenRead(path))
        {
            proof = stream.Length <= MaximumLength ? new byte[stream.Length] : throw new InputException($"{path}: {stream.Length} bytes, at most {MaximumLength} are read");
            stream.ReadExactly(proof);
        }

        var watch = Stopwatch.StartNew();
        NetworkProofVerdict verdict;
        try
        {
            verdict = NetworkProofChecker.Check(proof, cancellation);
        }
        catch (FormatException error)
        {
            throw new InputException($"{path}: {error.Message}");
        }

        string? failure = verdict.Failure;
        if (network is not null && !VerifyPropertyCommand.Open(network, property!).Statement().Span.SequenceEqual(proof.AsSpan(0, verdict.StatementLength)))
        {
            failure ??= $"it is about another network or property than {network} and {property}";
        }

        if (isJson)
        {
            JsonOutput.Write("check", null, json =>
            {
                json.WriteBoolean("holds", failure is null);
                if (failure is not null)
                {
                    json.WriteString("failure", failure);
                }

                json.WriteNumber("boxes", verdict.Boxes);
                json.WriteString("model", network);
                json.WriteString("property", property);
                json.WriteNumber("seconds", watch.Elapsed.TotalSeconds);
            });
        }
        else if (failure is not null)
        {
            Terminal.Line($"rejected: {failure}");
        }
        else
        {
            Terminal.Line($"accepted: no input of the box is unsafe; {verdict.Boxes:n0} boxes checked in {watch.Elapsed.TotalSeconds:f2} s");
            Terminal.Line(network is null ? "it says itself what it is about; give --model and --property to compare" : $"about: {network} and {property}");
        }

        return failure is null ? ExitCode.Done : ExitCode.Unsolved;
    }
}
