namespace TinyRecursion.Tasks.Graphs;

/// <summary>How a run on a graph ended.</summary>
/// <param name="Graph">The graph.</param>
/// <param name="Distances">For each node its distance in units, or <see cref="GraphSolver.Unreachable"/>.</param>
/// <param name="Verdict">What the checker says of the distances.</param>
/// <param name="Steps">Steps of the rule.</param>
/// <param name="Cells">Cells that the rule ran on.</param>
public sealed record GraphResult(WeightedGraph Graph, IReadOnlyList<long> Distances, GraphVerdict Verdict, int Steps, int Cells);
