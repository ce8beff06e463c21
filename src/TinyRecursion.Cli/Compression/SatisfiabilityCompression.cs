using System.Diagnostics;
using TinyRecursion.Cli.Commands;
using TinyRecursion.Cli.Common;
using TinyRecursion.Cli.Satisfiability;
using TinyRecursion.Cli.Training;
using TinyRecursion.Models;
using TinyRecursion.Problems;
using TinyRecursion.Rules;
using TinyRecursion.Tasks.Satisfiability;
using TinyRecursion.Training.Supervision;

namespace TinyRecursion.Cli.Compression;

/// <summary>Compression of rules that satisfy formulas. They are trained on formulas that are made on the way, as <c>trm train sat</c> does.</summary>
/// <param name="data">Files or folders of formulas to calibrate on.</param>
/// <param name="test">File or folder of formulas to measure answers on, or null.</param>
internal sealed class SatisfiabilityCompression(string[] data, string? test) : CompressionTask
{
    private readonly IReadOnlyList<CnfInstance> _test = test is null ? [] : SatisfiabilityInput.Read([test], int.MaxValue);

    /// <inheritdoc/>
    public override TrainingOptions? Training { get; } = TrainSatCommand.Defaults;

    /// <inheritdoc/>
    protected override ITrainingSource OpenSource() => TrainSatCommand.DefaultSource;

    /// <inheritdoc/>
    public override ITrainingGoal Goal(RuleGraph graph) => new SatisfiabilityGoal(graph, _test);

    /// <inheritdoc/>
    public override AnswerQuality? Measure(Model model, int threads, CancellationToken cancellation)
    {
        if (_test.Count == 0)
        {
            return null;
        }

        var watch = Stopwatch.StartNew();
        var job = new SatisfiabilityJob(
            _test, RuleKind.Neural, new SatisfiabilityModel(model, string.Empty, 0), new SatisfiabilityRunOptions(), threads);
        SatisfiabilityAnswer[] answers = job.Run(showProgress: false, cancellation);
        return new AnswerQuality(
            answers.Length, answers.Average(answer => answer.IsDecided ? 1.0 : 0.0), Cells: null,
            answers.Average(answer => (double)answer.Result.Steps), watch.Elapsed);
    }

    /// <inheritdoc/>
    protected override IEnumerable<Problem> Read(int limit) => SatisfiabilityInput.Read(data, limit).Select(
        (instance, i) => SatisfiabilityEncoding.Encode(
            instance.Formula, SatisfiabilityEncoding.DrawSuggestion(instance.Formula.Variables, (ulong)i)));
}
