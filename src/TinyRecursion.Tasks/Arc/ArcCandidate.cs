namespace TinyRecursion.Tasks.Arc;

/// <summary>An answer that was voted for.</summary>
/// <param name="Grid">The answer.</param>
/// <param name="Votes">The number of times it was given, at least once.</param>
/// <param name="Confidence">The mean confidence with which it was given.</param>
internal sealed record ArcCandidate(ArcGrid Grid, int Votes, double Confidence);
