using TinyRecursion.IO;
using TinyRecursion.Learning;
using TinyRecursion.Training.Supervision;

namespace TinyRecursion.Training.Workflows;

/// <summary>Training from a plan to a model: resumes, trains, validates, keeps the best, reports.</summary>
/// <remarks>
/// The parameters depend on the plan and the constraint alone. A run that was cancelled or killed, and then run again with the same
/// folder, ends with the same bytes as one that was not.
/// </remarks>
public static class TrainingRun
{
    /// <summary>Runs a plan to its end.</summary>
    /// <param name="plan">The rule, its examples, options, validation and the model that it becomes.</param>
    /// <param name="options">The folder of the run, and how often it reports, validates and saves.</param>
    /// <param name="progress">Receives reports, on the thread that called; null for none.</param>
    /// <param name="cancellation">Ends the run: a checkpoint is saved, then the exception leaves.</param>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    /// <exception cref="DivergenceException">A gradient is not finite; the checkpoint is that of the update before.</exception>
    /// <exception cref="ArgumentException">An option is out of its range, or something does not fit the rule.</exception>
    /// <exception cref="FormatException">The checkpoint is damaged or of another run.</exception>
    /// <exception cref="IOException">
    /// The folder is in use, holds something else, or cannot be written, or its checkpoint has more updates than the plan: see
    /// <see cref="OutputException"/>.
    /// </exception>
    public static TrainingResult Run(
        TrainingPlan plan, TrainingRunOptions options, IProgress<TrainingReport>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(options);
        if (Math.Min(options.Every, options.ReportEvery) < 1)
        {
            throw new ArgumentException(
                $"Updates between validations and between reports: expected at least 1, found {Math.Min(options.Every, options.ReportEvery)}.");
        }

        // Options that do not fit are found before a folder is made.
        using var trainer = new Trainer(plan.Graph, plan.Source, plan.Options, plan.Start, options.Constraint);
        using RunFolder? folder = options.Folder is { } path ? RunFolder.Open(path) : null;
        using var session = new TrainingSession(trainer, plan, options, folder, progress);
        return session.Run(cancellation);
    }
}
