namespace TinyRecursion.Tasks.Arc;

/// <summary>An input and what is to be made of it.</summary>
/// <param name="Input">The input.</param>
/// <param name="Output">The output; null where it is not known.</param>
internal sealed record ArcPair(ArcGrid Input, ArcGrid? Output);
