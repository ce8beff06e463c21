using System.Text.Json;
using TinyRecursion.Cli.Common;
using TinyRecursion.Tasks.Custom;

namespace TinyRecursion.Cli.Custom;

/// <summary>What an evaluation found.</summary>
/// <param name="Instances">Instances.</param>
/// <param name="Solved">Fraction accepted by the checker, or equal to the labels where nothing can be checked.</param>
/// <param name="Exact">Fraction equal to the labels in every asked cell, over instances that have some; null if none has.</param>
/// <param name="CellAccuracy">Fraction of asked cells with a label that have its class; null if none has one.</param>
/// <param name="MeanSteps">Mean steps of an instance, all its runs together.</param>
/// <param name="MaximumSteps">Most steps of an instance, all its runs together.</param>
/// <param name="Elapsed">Time of the whole.</param>
internal sealed record CustomSummary(
    int Instances, double Solved, double? Exact, double? CellAccuracy, double MeanSteps, long MaximumSteps, TimeSpan Elapsed)
{
    /// <summary>Wall-clock time per instance.</summary>
    public double MillisecondsPerInstance => Elapsed.TotalMilliseconds / Instances;

    /// <summary>Whether the checker accepts an answer, or, where nothing can be checked, whether it equals the labels.</summary>
    public static bool IsSolved(CustomResult result) => result.Verdict.Checkable ? result.Verdict.IsRight : result.EqualsLabels == true;

    /// <summary>Sums results up.</summary>
    public static CustomSummary Of(CustomResult[] results, TimeSpan elapsed)
    {
        int labelled = results.Count(result => result.EqualsLabels is not null);
        long cells = results.Sum(result => (long)result.Labelled.Count());
        long right = results.Sum(result => (long)result.Labelled.Count(cell => result.Classes[cell] == result.Instance.Labels![cell]));
        return new CustomSummary(
            results.Length, results.Count(IsSolved) / (double)results.Length,
            labelled > 0 ? results.Count(result => result.EqualsLabels == true) / (double)labelled : null,
            cells > 0 ? right / (double)cells : null,
            results.Average(result => (double)result.TotalSteps), results.Max(result => result.TotalSteps), elapsed);
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

        if (CellAccuracy is { } accuracy)
        {
            json.WriteNumber("cellAccuracy", accuracy);
        }

        CostFields.Write(json, MeanSteps, MaximumSteps, Elapsed, MillisecondsPerInstance);
    }
}
