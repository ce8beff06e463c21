using System.Text.Json;
using TinyRecursion.Assurance.Checker.Answers;
using TinyRecursion.Assurance.Checker.Reading;
using TinyRecursion.Assurance.Checker.Refutations;
using TinyRecursion.Assurance.Checker.Theorems;

namespace TinyRecursion.Assurance.Checker;

/// <summary>
/// Checks answers that carry their proofs. It is given the bytes of the proofs and nothing else: no model, no solver, no code of those who
/// wrote them. Time and memory are in proportion to the bytes, but for products of long numbers, which have a limit, and refutations.
/// </summary>
public static class ProofChecker
{
    /// <summary>Checks a file of proofs, one a line, as verdicts are asked for.</summary>
    /// <param name="proofs">The file.</param>
    /// <returns>A verdict for each line.</returns>
    /// <exception cref="FormatException">A line is none, or the file has none; the message names line and column.</exception>
    public static IEnumerable<ProofVerdict> Check(ReadOnlyMemory<byte> proofs)
    {
        int line = 1;
        do
        {
            int length = proofs.Span.IndexOf((byte)'\n');
            // A file that was cut off is found out.
            yield return length >= 0 ? CheckLine(proofs.Span[..length], line++)
                : throw new ProofFormatException($"line {line}: {(proofs.IsEmpty ? "expected a proof" : "does not end, the file was cut off")}");
            proofs = proofs[(length + 1)..];
        }
        while (!proofs.IsEmpty);
    }

    /// <summary>Checks a refutation in the text form of DRAT.</summary>
    /// <param name="formula">The formula, DIMACS CNF.</param>
    /// <param name="proof">The refutation: clauses to add, and after <c>d</c> to delete, each ended by 0.</param>
    /// <returns>The verdict; its line is that of the first step that does not hold.</returns>
    /// <exception cref="FormatException">One of them is not of its form; the message says which, and names the line.</exception>
    public static ProofVerdict CheckDrat(ReadOnlySpan<byte> formula, ReadOnlySpan<byte> proof)
    {
        (int line, string? failure) = DratText.Check(formula, proof);
        return new ProofVerdict(line, "sat", "unsatisfiable", failure);
    }

    /// <summary>Checks a certificate that <c>trm prove</c> wrote: the rule within is worked out at every point in plain loops.</summary>
    /// <param name="certificate">The certificate.</param>
    /// <exception cref="FormatException">It is none of a theorem that is known.</exception>
    public static ProofVerdict CheckCertificate(ReadOnlyMemory<byte> certificate)
    {
        (string theorem, string? failure) = CertificateFile.Check(certificate);
        return new ProofVerdict(1, theorem, "theorem", failure);
    }

    private static ProofVerdict CheckLine(ReadOnlySpan<byte> text, int line)
    {
        try
        {
            var reader = new ProofReader(text);
            _ = reader.Text("format") == "trm.proof" ? true : throw reader.Error("expected format 'trm.proof'");
            reader.Number("version", 1, 1);
            string task = reader.Text("task");
            string? failure = task switch
            {
                "sudoku" => SudokuProof.Check(ref reader),
                "maze" => MazeProof.Check(ref reader),
                "graphs" => GraphProof.Check(ref reader),
                "arithmetic" => ArithmeticProof.Check(ref reader),
                "sat" => SatisfiabilityProof.Check(ref reader),
                "tiles" => TilesProof.Check(ref reader),
                "custom" => CustomProof.Check(ref reader),
                _ => throw reader.Error("expected a task of sudoku, maze, graphs, arithmetic, sat, tiles, custom"),
            };
            // What does not hold says more than that the line was changed.
            string? seal = reader.End() ? null : "the digest is not that of the line: it was changed after it was written";
            return new ProofVerdict(line, task, reader.Claim, failure ?? seal);
        }
        catch (Exception error) when (error is ProofFormatException or JsonException)
        {
            throw new ProofFormatException($"line {line}: {(error is JsonException json ? $"column {json.BytePositionInLine + 1}: no JSON, or nested too deep" : error.Message)}");
        }
    }
}
