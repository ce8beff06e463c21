using TinyRecursion.Cli.Common;
using TinyRecursion.Cli.Training;
using TinyRecursion.Models;
using TinyRecursion.Rules;
using TinyRecursion.Tasks.Satisfiability;

namespace TinyRecursion.Cli.Satisfiability;

/// <summary>A relational rule that satisfies formulas.</summary>
/// <param name="graph">The rule.</param>
/// <param name="validation">Formulas to validate on, perhaps none.</param>
internal sealed class SatisfiabilityGoal(RuleGraph graph, IReadOnlyList<CnfInstance> validation) : ITrainingGoal
{
    /// <summary>What a validation takes: enough to see progress, little enough not to slow the run.</summary>
    private const int ValidationFormulas = 200;
    private const int ValidationSteps = 32;
    private const int ValidationStarts = 16;

    /// <inheritdoc/>
    public string Task => "sat";

    /// <inheritdoc/>
    public double? Validate(float[] parameters, int threads, CancellationToken cancellation)
    {
        if (validation.Count == 0)
        {
            return null;
        }

        var model = new SatisfiabilityModel(Export(parameters, new Dictionary<string, string>()), string.Empty, 0);
        var settings = new SatisfiabilityRunOptions { MaximumSteps = ValidationSteps, Starts = ValidationStarts };
        var job = new SatisfiabilityJob([.. validation.Take(ValidationFormulas)], RuleKind.Neural, model, settings, threads);
        return job.Run(showProgress: false, cancellation).Average(answer => answer.IsDecided ? 1.0 : 0.0);
    }

    /// <inheritdoc/>
    public Model Export(float[] parameters, IReadOnlyDictionary<string, string> card) => new(Task, graph, parameters, card);
}
