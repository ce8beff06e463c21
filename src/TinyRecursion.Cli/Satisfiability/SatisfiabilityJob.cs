using System.Diagnostics;
using System.Text.Json;
using TinyRecursion.Cli.Common;
using TinyRecursion.Models;
using TinyRecursion.Tasks.Satisfiability;

namespace TinyRecursion.Cli.Satisfiability;

/// <summary>What <c>solve</c> and <c>eval</c> were asked to do.</summary>
/// <param name="Instances">The formulas read, at least one.</param>
/// <param name="Rules">What answers.</param>
/// <param name="Loaded">The model; null where plain code answers alone.</param>
/// <param name="Settings">Steps, starts and search.</param>
/// <param name="Threads">Formulas at once.</param>
internal sealed record SatisfiabilityJob(
    IReadOnlyList<CnfInstance> Instances, RuleKind Rules, SatisfiabilityModel? Loaded, SatisfiabilityRunOptions Settings, int Threads)
{
    /// <summary>What answers, in a few words.</summary>
    public string Description => (Loaded?.Model.Graph.ParameterCount, Settings.Search) switch
    {
        ({ } parameters, null) => $"{parameters:n0} parameters",
        ({ } parameters, _) => $"{parameters:n0} parameters and search",
        (null, null) => "unit propagation",
        _ => "search",
    };

    /// <summary>Decides all formulas. The answers do not depend on the number of threads.</summary>
    /// <param name="showProgress">Whether there is a line of progress.</param>
    /// <param name="cancellation">Ends it.</param>
    public SatisfiabilityAnswer[] Run(bool showProgress, CancellationToken cancellation)
    {
        using ModelRule? rule = Loaded?.Model.Open();
        using var runner = new SatisfiabilityRunner(rule);
        using ProgressLine? progress = showProgress ? new ProgressLine("decided", Instances.Count) : null;
        var answers = new SatisfiabilityAnswer[Instances.Count];
        // Fewer formulas than threads: the rest works on the starts of one formula.
        SatisfiabilityRunOptions settings = Settings with { Threads = Math.Max(1, Threads / Instances.Count) };
        int done = 0;
        Parallel.For(
            0, Instances.Count, new ParallelOptions { MaxDegreeOfParallelism = Threads, CancellationToken = cancellation },
            i =>
            {
                long started = Stopwatch.GetTimestamp();
                SatisfiabilityResult result = runner.Run(Instances[i].Formula, settings, cancellation);
                answers[i] = new SatisfiabilityAnswer(Instances[i], result) { Elapsed = Stopwatch.GetElapsedTime(started) };
                lock (answers)
                {
                    progress?.Advance(++done, answers[i].IsDecided);
                }
            });
        return answers;
    }

    /// <summary>Writes the fields that say what answered.</summary>
    public void WriteTo(Utf8JsonWriter json)
    {
        json.WriteString("model", Loaded?.Path);
        json.WriteString("rules", RuleKindOption.NameOf(Rules));
        json.WriteBoolean("search", Settings.Search is not null);
        json.WriteNumber("stepLimit", Settings.MaximumSteps);
        json.WriteNumber("restarts", Settings.Starts);
    }
}
