using System.Text.Json;
using TinyRecursion.Cli.Common;
using TinyRecursion.Tasks.Graphs;

namespace TinyRecursion.Cli.Graphs;

/// <summary>What an evaluation found.</summary>
/// <param name="Instances">Graphs.</param>
/// <param name="Solved">Fraction of graphs in which the checker accepts every distance.</param>
/// <param name="NodeAccuracy">Fraction of all nodes whose distance, or that they are unreachable, is right.</param>
/// <param name="ReachabilityAccuracy">Fraction of all nodes of which it is right whether they can be reached.</param>
/// <param name="MeanNodes">Mean nodes of a graph.</param>
/// <param name="MeanCells">Mean cells that the rule ran on.</param>
/// <param name="MeanSteps">Mean steps of a graph.</param>
/// <param name="MaximumSteps">Most steps of a graph.</param>
/// <param name="Elapsed">Time of the whole.</param>
internal sealed record GraphSummary(
    int Instances, double Solved, double NodeAccuracy, double ReachabilityAccuracy, double MeanNodes, double MeanCells,
    double MeanSteps, int MaximumSteps, TimeSpan Elapsed)
{
    /// <summary>Wall-clock time per graph.</summary>
    public double MillisecondsPerInstance => Elapsed.TotalMilliseconds / Instances;

    /// <summary>Sums results up; the nodes' distances are held against those of the exact solver.</summary>
    /// <param name="results">The results.</param>
    /// <param name="elapsed">What they took.</param>
    /// <param name="cancellation">Ends it.</param>
    public static GraphSummary Of(GraphResult[] results, TimeSpan elapsed, CancellationToken cancellation)
    {
        long nodes = 0, right = 0, reachable = 0;
        foreach (GraphResult result in results)
        {
            long[] exact = GraphSolver.Distances(result.Graph, cancellation);
            nodes += exact.Length;
            for (int node = 0; node < exact.Length; node++)
            {
                right += result.Distances[node] == exact[node] ? 1 : 0;
                reachable += result.Distances[node] >= 0 == exact[node] >= 0 ? 1 : 0;
            }
        }

        return new GraphSummary(
            results.Length, results.Count(result => result.Verdict.IsRight) / (double)results.Length,
            (double)right / nodes, (double)reachable / nodes, (double)nodes / results.Length,
            results.Average(result => (double)result.Cells), results.Average(result => (double)result.Steps),
            results.Max(result => result.Steps), elapsed);
    }

    /// <summary>Writes the fields of the JSON object.</summary>
    public void WriteTo(Utf8JsonWriter json)
    {
        json.WriteNumber("instances", Instances);
        json.WriteNumber("solved", Solved);
        json.WriteNumber("nodeAccuracy", NodeAccuracy);
        json.WriteNumber("reachabilityAccuracy", ReachabilityAccuracy);
        json.WriteNumber("meanNodes", MeanNodes);
        json.WriteNumber("meanCells", MeanCells);
        CostFields.Write(json, MeanSteps, MaximumSteps, Elapsed, MillisecondsPerInstance);
    }
}
