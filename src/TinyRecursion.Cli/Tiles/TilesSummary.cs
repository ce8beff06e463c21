using System.Text.Json;
using TinyRecursion.Cli.Common;
using TinyRecursion.Recursion;
using TinyRecursion.Tasks.Tiles;

namespace TinyRecursion.Cli.Tiles;

/// <summary>What an evaluation found.</summary>
/// <param name="Instances">Boards.</param>
/// <param name="Solved">Fraction with moves that the checker accepted.</param>
/// <param name="Unreachable">Boards of which it is proved that no moves order them.</param>
/// <param name="Exact">Fraction of the solved boards with a known length that are solved in no more moves; null if there are none.</param>
/// <param name="MeanLength">Mean moves of solved boards.</param>
/// <param name="OptimalLength">Mean known length of solved boards that have one; null if there are none.</param>
/// <param name="LengthRatio">Moves divided by known moves over those boards; null if there are none.</param>
/// <param name="Nodes">Boards estimated, for all boards together.</param>
/// <param name="MaximumNodes">Boards estimated for one board, at most.</param>
/// <param name="MaximumSeconds">Longest time of a board.</param>
/// <param name="PeakBytes">Most bytes that the search of a board held.</param>
/// <param name="Elapsed">Time of the whole.</param>
internal sealed record TilesSummary(
    int Instances, double Solved, int Unreachable, double? Exact, double? MeanLength, double? OptimalLength, double? LengthRatio,
    long Nodes, long MaximumNodes, double MaximumSeconds, long PeakBytes, TimeSpan Elapsed)
{
    /// <summary>Wall-clock time per board.</summary>
    public double MillisecondsPerInstance => Elapsed.TotalMilliseconds / Instances;

    /// <summary>Sums results up.</summary>
    public static TilesSummary Of(IReadOnlyList<TilesPuzzle> puzzles, TilesResult[] results, TimeSpan elapsed)
    {
        var solved = results.Where(result => result.IsSolved).ToList();
        var known = results.Zip(puzzles, (result, puzzle) => (result.IsSolved, result.Moves.Count, Known: puzzle.KnownLength))
            .Where(both => both.IsSolved && both.Known is not null)
            .Select(both => (Moves: both.Count, Known: both.Known!.Value)).ToList();
        return new TilesSummary(
            results.Length,
            (double)solved.Count / results.Length,
            results.Count(result => result.Reason == HaltReason.Refuted),
            known.Count > 0 ? known.Count(both => both.Moves <= both.Known) / (double)known.Count : null,
            solved.Count > 0 ? solved.Average(result => result.Moves.Count) : null,
            known.Count > 0 ? known.Average(both => both.Known) : null,
            known.Sum(both => both.Known) is > 0 and var sum ? known.Sum(both => both.Moves) / (double)sum : null,
            results.Sum(result => result.Nodes),
            results.Max(result => result.Nodes),
            results.Max(result => result.Elapsed.TotalSeconds),
            results.Max(result => result.PeakBytes),
            elapsed);
    }

    /// <summary>Writes the fields of the JSON object.</summary>
    public void WriteTo(Utf8JsonWriter json)
    {
        json.WriteNumber("instances", Instances);
        json.WriteNumber("solved", Solved);
        json.WriteNumber("unreachable", Unreachable);
        Write("exact", Exact);
        Write("meanLength", MeanLength);
        Write("optimalLength", OptimalLength);
        Write("lengthRatio", LengthRatio);
        json.WriteNumber("nodes", Nodes);
        json.WriteNumber("maxSeconds", MaximumSeconds);
        json.WriteNumber("peakBytes", PeakBytes);
        CostFields.Write(json, (double)Nodes / Instances, MaximumNodes, Elapsed, MillisecondsPerInstance);

        void Write(string name, double? value)
        {
            if (value is { } number)
            {
                json.WriteNumber(name, number);
            }
        }
    }
}
