namespace TinyRecursion.TorchComparison;

/// <summary>How to compare.</summary>
/// <param name="Steps">Steps per segment.</param>
/// <param name="Batch">Boards per batch.</param>
/// <param name="Threads">Threads that either side may use.</param>
/// <param name="Rounds">Measurements of each side, by turns.</param>
/// <param name="Seed">Of parameters, starting states and labels.</param>
internal sealed record ComparisonOptions(int Steps, int Batch, int Threads, int Rounds, ulong Seed);
