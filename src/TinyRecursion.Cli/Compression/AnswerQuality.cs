namespace TinyRecursion.Cli.Compression;

/// <summary>How well a model answers.</summary>
/// <param name="Instances">Instances.</param>
/// <param name="Exact">The share of instances whose whole answer is right.</param>
/// <param name="Cells">The share of cells that are right, over all instances.</param>
/// <param name="MeanSteps">Steps of an instance, all its runs together.</param>
/// <param name="Seconds">Time of the whole.</param>
internal sealed record AnswerQuality(int Instances, double Exact, double Cells, double MeanSteps, double Seconds);
