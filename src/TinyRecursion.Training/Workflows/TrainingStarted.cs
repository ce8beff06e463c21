namespace TinyRecursion.Training.Workflows;

/// <summary>A run starts, or goes on from a checkpoint.</summary>
/// <param name="Parameters">Parameters of the rule.</param>
/// <param name="Source">The identity of the source of examples.</param>
/// <param name="Threads">Threads.</param>
/// <param name="Update">Updates that the checkpoint already had; 0 for a new run.</param>
/// <param name="Updates">Updates in all.</param>
/// <param name="Checkpoint">The checkpoint that is resumed; null for a new run.</param>
public sealed record TrainingStarted(int Parameters, string Source, int Threads, int Update, int Updates, string? Checkpoint) : TrainingReport;
