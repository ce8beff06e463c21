namespace TinyRecursion.Training.Supervision;

/// <summary>The measures of one update, averaged over its batch.</summary>
/// <param name="Update">Updates done.</param>
/// <param name="Loss">Mean loss per choice.</param>
/// <param name="Solved">Share of segments that ended solved.</param>
/// <param name="Accuracy">Share of choices that were right.</param>
/// <param name="Hint">The curriculum's level.</param>
/// <param name="GradientNorm">Before clipping.</param>
/// <param name="LearningRate">The learning rate used.</param>
public readonly record struct TrainingProgress(
    int Update, double Loss, double Solved, double Accuracy, double Hint, double GradientNorm, double LearningRate);
