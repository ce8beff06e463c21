namespace TinyRecursion.Recursion.Search;

/// <summary>What a guide made of a node.</summary>
/// <param name="Answer">What it wants to see again at the nodes below; null for nothing.</param>
/// <param name="Steps">Steps it took.</param>
public readonly record struct Guidance(object? Answer, long Steps);
