using TinyRecursion.Training.Supervision;

namespace TinyRecursion.Training.Workflows;

/// <summary>A run has gone on since the last report of this kind.</summary>
/// <param name="Last">The last update.</param>
/// <param name="Updates">Updates in all.</param>
/// <param name="Loss">Mean loss since the last report.</param>
/// <param name="Accuracy">Mean share of choices that were right since the last report.</param>
/// <param name="Solved">Mean share of segments that ended solved since the last report.</param>
/// <param name="UpdatesPerSecond">Updates a second since the run started or was resumed.</param>
/// <param name="SegmentsPerSecond">Segments a second: that times the batch size.</param>
/// <param name="Validation">The last validation, or null where there was none yet.</param>
public sealed record TrainingAdvanced(
    TrainingProgress Last, int Updates, double Loss, double Accuracy, double Solved, double UpdatesPerSecond, double SegmentsPerSecond,
    Validation? Validation) : TrainingReport
{
    /// <summary>The time that the rest of the run takes at this speed.</summary>
    public TimeSpan Left => TimeSpan.FromSeconds(Math.Min(
        (Updates - Last.Update) / Math.Max(UpdatesPerSecond, 1e-9), TimeSpan.FromDays(9999).TotalSeconds));
}
