using System.Text.Json;
using TinyRecursion.Cli.Common;
using TinyRecursion.Tasks.Sudoku;

namespace TinyRecursion.Cli.Sudoku;

/// <summary>What an evaluation found.</summary>
/// <param name="Instances">Boards.</param>
/// <param name="Solved">Fraction accepted by the checker.</param>
/// <param name="Exact">Fraction equal to the label, over boards that have one; null if none has.</param>
/// <param name="MeanSteps">Mean steps of a board, all its runs together.</param>
/// <param name="MaximumSteps">Most steps of a board, all its runs together.</param>
/// <param name="Elapsed">Time of the whole.</param>
internal sealed record EvalSummary(
    int Instances, double Solved, double? Exact, double MeanSteps, long MaximumSteps, TimeSpan Elapsed)
{
    /// <summary>Wall-clock time per board.</summary>
    public double MillisecondsPerInstance => Elapsed.TotalMilliseconds / Instances;

    /// <summary>Sums results up.</summary>
    public static EvalSummary Of(IReadOnlyList<SudokuPuzzle> puzzles, SudokuResult[] results, TimeSpan elapsed)
    {
        int labelled = puzzles.Count(puzzle => puzzle.Solution is not null);
        int exact = results.Where((result, i) => result.IsSolved && result.Answer.Equals(puzzles[i].Solution)).Count();
        return new EvalSummary(
            results.Length,
            (double)results.Count(result => result.IsSolved) / results.Length,
            labelled > 0 ? (double)exact / labelled : null,
            results.Average(result => (double)result.TotalSteps),
            results.Max(result => result.TotalSteps),
            elapsed);
    }

    /// <summary>Writes the fields of the JSON object.</summary>
    public void WriteTo(Utf8JsonWriter json)
    {
        json.WriteNumber("instances", Instances);
        json.WriteNumber("solved", Solved);
        if (Exact is { } exact)
        {
            json.WriteNumber("exact", exact);
        }

        CostFields.Write(json, MeanSteps, MaximumSteps, Elapsed, MillisecondsPerInstance);
    }
}
