using System.Text.Json;

namespace TinyRecursion.Cli.Compression;

/// <summary>How well a model answers.</summary>
/// <param name="Instances">Instances.</param>
/// <param name="Exact">The share of instances whose whole answer is right.</param>
/// <param name="Cells">The share of cells that are right, averaged over the instances; null where an answer has no cells.</param>
/// <param name="MeanSteps">Steps of an instance, all its runs together.</param>
/// <param name="Elapsed">Time of the whole.</param>
internal sealed record AnswerQuality(int Instances, double Exact, double? Cells, double MeanSteps, TimeSpan Elapsed)
{
    /// <summary>Time of an instance.</summary>
    public double MillisecondsEach => Elapsed.TotalMilliseconds / Instances;

    /// <summary>Writes it as an object of a name.</summary>
    public void WriteTo(Utf8JsonWriter json, string name)
    {
        json.WriteStartObject(name);
        json.WriteNumber("instances", Instances);
        json.WriteNumber("exact", Exact);
        if (Cells is { } cells)
        {
            json.WriteNumber("cells", cells);
        }

        json.WriteNumber("meanSteps", MeanSteps);
        json.WriteNumber("msPerInstance", MillisecondsEach);
        json.WriteEndObject();
    }
}
