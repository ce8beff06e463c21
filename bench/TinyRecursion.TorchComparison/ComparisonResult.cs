namespace TinyRecursion.TorchComparison;

/// <summary>What was measured on one batch.</summary>
/// <param name="Name">What the batch is.</param>
/// <param name="CellsPerBoard">Live candidates of a board, on average.</param>
/// <param name="GradientDifference">Largest difference between both gradients, relative to the tensor's largest entry.</param>
/// <param name="PerSecond">Segments per second.</param>
/// <param name="PerCoreSecond">Segments per second of one core's work; other work on the machine disturbs it less.</param>
internal sealed record ComparisonResult(
    string Name, double CellsPerBoard, double GradientDifference, Speeds PerSecond, Speeds PerCoreSecond);
