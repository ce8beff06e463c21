using System.Text.Json;
using TinyRecursion.Cli.Common;
using TinyRecursion.Tasks.Satisfiability;

namespace TinyRecursion.Cli.Satisfiability;

/// <summary>What an evaluation found.</summary>
/// <param name="answers">What was made of the formulas, at least one.</param>
/// <param name="elapsed">Time of the whole.</param>
internal sealed class SatisfiabilitySummary(IReadOnlyList<SatisfiabilityAnswer> answers, TimeSpan elapsed)
{
    /// <summary>Formulas.</summary>
    public int Instances => answers.Count;

    /// <summary>Formulas with an assignment that the checker accepts.</summary>
    public int Satisfied { get; } = answers.Count(answer => answer.Result.Status == SatisfiabilityStatus.Satisfied);

    /// <summary>Formulas proved to have none.</summary>
    public int Refuted { get; } = answers.Count(answer => answer.Result.Status == SatisfiabilityStatus.Refuted);

    /// <summary>Fraction of formulas with a verdict.</summary>
    public double Solved => (Satisfied + Refuted) / (double)Instances;

    /// <summary>Fraction of the formulas whose file says what they are that got that verdict; null if none says.</summary>
    public double? Exact { get; } = answers.Any(answer => answer.Instance.IsSatisfiable is not null)
        ? answers.Where(answer => answer.Instance.IsSatisfiable is not null).Average(answer => answer.IsDecided && !answer.ContradictsLabel ? 1.0 : 0.0)
        : null;

    /// <summary>Mean steps of the rule, all starts together.</summary>
    public double MeanSteps { get; } = answers.Average(answer => (double)answer.Result.Steps);

    /// <summary>Nodes of all searches together.</summary>
    public long Nodes { get; } = answers.Sum(answer => answer.Result.Nodes);

    /// <summary>Wall-clock time of a formula.</summary>
    public double MillisecondsPerInstance => elapsed.TotalMilliseconds / Instances;

    /// <summary>Writes the fields of the JSON object.</summary>
    public void WriteTo(Utf8JsonWriter json)
    {
        json.WriteNumber("instances", Instances);
        json.WriteNumber("solved", Solved);
        if (Exact is { } exact)
        {
            json.WriteNumber("exact", exact);
        }

        json.WriteNumber("satisfied", Satisfied);
        json.WriteNumber("refuted", Refuted);
        json.WriteNumber("nodes", Nodes);
        json.WriteNumber("medianMs", Median([.. answers.Select(answer => answer.Elapsed.TotalMilliseconds).Order()]));
        CostFields.Write(json, MeanSteps, answers.Max(answer => answer.Result.Steps), elapsed, MillisecondsPerInstance);
    }

    private static double Median(double[] times) => (times[(times.Length - 1) / 2] + times[times.Length / 2]) / 2;
}
