using System.Text.Json;
using TinyRecursion.Cli.Common;
using TinyRecursion.Tasks.Maze;

namespace TinyRecursion.Cli.Maze;

/// <summary>What an evaluation found. A maze without a way is answered right by marking nothing.</summary>
/// <param name="Instances">Mazes.</param>
/// <param name="NoWay">Mazes without a way.</param>
/// <param name="Valid">Fraction answered by a way from start to goal and nothing beside it, or by nothing where there is none.</param>
/// <param name="Shortest">Fraction answered by such a way than which none is shorter, or by nothing where there is none.</param>
/// <param name="Exact">Fraction equal to the label, over mazes that have one; null if none has.</param>
/// <param name="MeanLength">Mean moves of the ways found; null if none was.</param>
/// <param name="OptimalLength">Mean moves of the shortest ways through the same mazes.</param>
/// <param name="MeanSteps">Mean steps of a maze, all its runs together.</param>
/// <param name="MaximumSteps">Most steps of a maze, all its runs together.</param>
/// <param name="Elapsed">Time of the whole.</param>
internal sealed record MazeSummary(
    int Instances, int NoWay, double Valid, double Shortest, double? Exact, double? MeanLength, double? OptimalLength,
    double MeanSteps, long MaximumSteps, TimeSpan Elapsed)
{
    /// <summary>Wall-clock time per maze.</summary>
    public double MillisecondsPerInstance => Elapsed.TotalMilliseconds / Instances;

    /// <summary>Sums results up.</summary>
    public static MazeSummary Of(MazeResult[] results, TimeSpan elapsed)
    {
        int labelled = results.Count(result => result.IsExact is not null);
        MazeVerdict[] ways = [.. results.Select(result => result.Verdict).Where(verdict => verdict.IsPath)];
        return new MazeSummary(
            results.Length,
            results.Count(result => result.Verdict.ShortestMoves is null),
            results.Count(result => result.Verdict.IsPath || result.Verdict.IsNoWay) / (double)results.Length,
            results.Count(result => result.IsRight) / (double)results.Length,
            labelled > 0 ? results.Count(result => result.IsExact == true) / (double)labelled : null,
            ways.Length > 0 ? ways.Average(verdict => (double)verdict.Moves!.Value) : null,
            ways.Length > 0 ? ways.Average(verdict => (double)verdict.ShortestMoves!.Value) : null,
            results.Average(result => (double)result.TotalSteps),
            results.Max(result => result.TotalSteps),
            elapsed);
    }

    /// <summary>Writes the fields of the JSON object.</summary>
    public void WriteTo(Utf8JsonWriter json)
    {
        json.WriteNumber("instances", Instances);
        json.WriteNumber("noWay", NoWay);
        json.WriteNumber("solved", Shortest);
        json.WriteNumber("valid", Valid);
        json.WriteNumber("shortest", Shortest);
        Number("exact", Exact);
        Number("meanLength", MeanLength);
        Number("optimalLength", OptimalLength);
        CostFields.Write(json, MeanSteps, MaximumSteps, Elapsed, MillisecondsPerInstance);

        void Number(string name, double? value)
        {
            if (value is { } known)
            {
                json.WriteNumber(name, known);
            }
        }
    }

    /// <summary>The summary as a line of text.</summary>
    public override string ToString() =>
        $"{Shortest:p2} of {Instances} answered by a shortest way, {Valid:p2} by a way"
        + (Exact is { } exact ? $", {exact:p2} equal to the label" : string.Empty)
        + (NoWay > 0 ? $" (no way leads through {NoWay})" : string.Empty)
        + $"; {MeanSteps:f1} steps on average, {MaximumSteps} at most, {MillisecondsPerInstance:f2} ms each";
}
