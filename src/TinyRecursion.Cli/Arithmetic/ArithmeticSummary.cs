using System.Text.Json;
using TinyRecursion.Cli.Common;
using TinyRecursion.Tasks.Arithmetic;

namespace TinyRecursion.Cli.Arithmetic;

/// <summary>What an evaluation found.</summary>
/// <param name="Instances">Expressions.</param>
/// <param name="Solved">Fraction that the checker accepts.</param>
/// <param name="Exact">Fraction equal to the label, over expressions that have one; null if none has.</param>
/// <param name="MeanSteps">Mean steps of an expression.</param>
/// <param name="MaximumSteps">Most steps of an expression.</param>
/// <param name="Elapsed">Time of the whole.</param>
internal sealed record ArithmeticSummary(
    int Instances, double Solved, double? Exact, double MeanSteps, long MaximumSteps, TimeSpan Elapsed)
{
    /// <summary>Wall-clock time per expression.</summary>
    public double MillisecondsPerInstance => Elapsed.TotalMilliseconds / Instances;

    /// <summary>Sums results up.</summary>
    public static ArithmeticSummary Of(IReadOnlyList<ArithmeticExample> examples, ArithmeticResult[] results, TimeSpan elapsed)
    {
        int labelled = examples.Count(example => example.Label is not null);
        int exact = results.Where((result, i) => result.Value.Equals(examples[i].Label)).Count();
        return new ArithmeticSummary(
            results.Length,
            (double)results.Count(result => result.IsRight) / results.Length,
            labelled > 0 ? (double)exact / labelled : null,
            results.Average(result => (double)result.Steps),
            results.Max(result => result.Steps),
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
