using System.Text.Json;

namespace TinyRecursion.Cli.Common;

/// <summary>The fields about steps and time that evaluations of puzzles end their JSON object with.</summary>
internal static class CostFields
{
    /// <summary>Writes them.</summary>
    /// <param name="json">The writer, within the object.</param>
    /// <param name="meanSteps">Mean steps of an instance.</param>
    /// <param name="maximumSteps">Most steps of an instance.</param>
    /// <param name="elapsed">Time of the whole.</param>
    /// <param name="millisecondsPerInstance">Wall-clock time of an instance.</param>
    public static void Write(Utf8JsonWriter json, double meanSteps, long maximumSteps, TimeSpan elapsed, double millisecondsPerInstance)
    {
        json.WriteNumber("meanSteps", meanSteps);
        json.WriteNumber("maxSteps", maximumSteps);
        json.WriteNumber("seconds", elapsed.TotalSeconds);
        json.WriteNumber("msPerInstance", millisecondsPerInstance);
    }
}
