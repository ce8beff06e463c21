using System.Text.Json;
using TinyRecursion.Cli.Common;

namespace TinyRecursion.Cli.Maze;

/// <summary>What an evaluation found.</summary>
/// <param name="Instances">Mazes.</param>
/// <param name="Valid">Fraction answered by a way from start to goal and nothing beside it.</param>
/// <param name="Shortest">Fraction answered by such a way than which none is shorter.</param>
/// <param name="Exact">Fraction equal to the label in every token, over mazes that have one; null if none has.</param>
/// <param name="MeanSteps">Mean steps of a maze.</param>
/// <param name="MaximumSteps">Most steps of a maze.</param>
/// <param name="Elapsed">Time of the whole.</param>
internal sealed record MazeSummary(
    int Instances, double Valid, double Shortest, double? Exact, double MeanSteps, int MaximumSteps, TimeSpan Elapsed)
{
    /// <summary>Wall-clock time per maze.</summary>
    public double MillisecondsPerInstance => Elapsed.TotalMilliseconds / Instances;

    /// <summary>Sums answers up.</summary>
    public static MazeSummary Of(MazeAnswer[] answers, TimeSpan elapsed)
    {
        int labelled = answers.Count(answer => answer.IsExact is not null);
        return new MazeSummary(
            answers.Length,
            answers.Count(answer => answer.Verdict.IsPath) / (double)answers.Length,
            answers.Count(answer => answer.Verdict.IsShortest) / (double)answers.Length,
            labelled > 0 ? answers.Count(answer => answer.IsExact == true) / (double)labelled : null,
            answers.Average(answer => (double)answer.Run.Steps),
            answers.Max(answer => answer.Run.Steps),
            elapsed);
    }

    /// <summary>Writes the fields of the JSON object.</summary>
    public void WriteTo(Utf8JsonWriter json)
    {
        json.WriteNumber("instances", Instances);
        json.WriteNumber("valid", Valid);
        json.WriteNumber("shortest", Shortest);
        if (Exact is { } exact)
        {
            json.WriteNumber("exact", exact);
        }

        CostFields.Write(json, MeanSteps, MaximumSteps, Elapsed, MillisecondsPerInstance);
    }
}
