using System.Text;
using TinyRecursion.Assurance.Checker;
using TinyRecursion.Cli.Common;
using TinyRecursion.IO;
using TinyRecursion.Tasks.Common;

namespace TinyRecursion.Cli.Commands;

/// <summary>What <c>trm check</c> does with answers that carry their proofs, and with refutations.</summary>
internal static class ProofCheck
{
    /// <summary>The longest file that is read.</summary>
    private const int MaximumLength = 1 << 30;

    /// <summary>Whether a file is one of proofs: it begins like an object on one line, and not like a certificate.</summary>
    /// <param name="path">The file.</param>
    public static bool Fits(string path)
    {
        using FileStream stream = RegularFile.OpenRead(path);
        var beginning = new byte[64];
        string text = Encoding.ASCII.GetString(beginning, 0, stream.ReadAtLeast(beginning, beginning.Length, throwOnEndOfStream: false));
        return text.StartsWith("{\"", StringComparison.Ordinal) && !text.Contains("trm.certificate", StringComparison.Ordinal);
    }

    /// <summary>Checks a file and prints the verdicts.</summary>
    /// <param name="path">The file.</param>
    /// <param name="formula">The formula that it refutes; null for a file of proofs.</param>
    /// <param name="isJson">Whether to print JSON.</param>
    /// <returns>The exit code.</returns>
    public static int Run(string path, string? formula, bool isJson)
    {
        (int proofs, int accepted) = (0, 0);
        IEnumerable<ProofVerdict> verdicts = Verdicts(path, formula).Select(verdict =>
        {
            (proofs, accepted) = (proofs + 1, accepted + (verdict.Failure is null ? 1 : 0));
            return verdict;
        });
        if (isJson)
        {
            using var output = new JsonOutput("check", null);
            output.WriteEach(verdicts, "results", (json, verdict) =>
            {
                json.WriteNumber("line", verdict.Line);
                json.WriteString("task", verdict.Task);
                json.WriteString("claim", verdict.Claim);
                json.WriteBoolean("holds", verdict.Failure is null);
                if (verdict.Failure is { } failure)
                {
                    json.WriteString("failure", failure);
                }
            });
        }
        else
        {
            foreach (ProofVerdict verdict in verdicts)
            {
                Terminal.Line($"line {verdict.Line}: {verdict.Task}, {verdict.Claim}: {(verdict.Failure is { } failure ? $"rejected: {failure}" : "accepted")}");
            }

            Terminal.ErrorLine($"{accepted} of {proofs} accepted");
        }

        return accepted == proofs ? ExitCode.Done : ExitCode.Unsolved;
    }

    private static IEnumerable<ProofVerdict> Verdicts(string path, string? formula)
    {
        byte[] proof = Read(path), cnf = formula is null ? [] : Read(formula);
        IEnumerator<ProofVerdict> verdicts = (formula is null ? ProofChecker.Check(proof) : Refuted()).GetEnumerator();
        while (Next())
        {
            yield return verdicts.Current;
        }

        IEnumerable<ProofVerdict> Refuted()
        {
            yield return ProofChecker.CheckDrat(cnf, proof);
        }

        bool Next()
        {
            try
            {
                return verdicts.MoveNext();
            }
            catch (FormatException error)
            {
                throw new InputException($"{path}{(formula is null ? string.Empty : $" with {formula}")}: {error.Message}");
            }
        }
    }

    private static byte[] Read(string path)
    {
        InputFile.Require(path);
        using FileStream stream = RegularFile.OpenRead(path);
        byte[] bytes = stream.Length <= MaximumLength ? new byte[stream.Length] : throw new InputException($"{path}: {stream.Length} bytes, at most {MaximumLength} are read");
        stream.ReadExactly(bytes);
        return bytes;
    }
}
