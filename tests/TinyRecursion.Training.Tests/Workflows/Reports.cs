using TinyRecursion.Training.Workflows;

namespace TinyRecursion.Training.Tests.Workflows;

/// <summary>Collects reports, and does something at each.</summary>
internal sealed class Reports(Action<TrainingReport>? onReport = null) : IProgress<TrainingReport>
{
    /// <summary>All reports so far.</summary>
    public List<TrainingReport> All { get; } = [];

    /// <inheritdoc/>
    public void Report(TrainingReport value)
    {
        All.Add(value);
        onReport?.Invoke(value);
    }
}
