using System.Text;
using System.Text.Json;
using TinyRecursion.IO;

namespace TinyRecursion.Cli.Training;

/// <summary>The metrics of a run as JSON lines, one object a report; nothing but this file needs to be watched.</summary>
internal sealed class MetricsFile : IDisposable
{
    private readonly FileStream _stream;

    /// <summary>Opens the file; lines after the update that a run resumes from are dropped.</summary>
    public MetricsFile(string path, int resumedAt)
    {
        if (File.Exists(path))
        {
            string[] kept = File.ReadAllLines(path).Where(line => UpdateOf(line) <= resumedAt).ToArray();
            AtomicFile.Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(string.Concat(kept.Select(line => line + "\n")))));
        }

        Path = path;
        _stream = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Read);
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>Writes one line.</summary>
    public void Write(ProgressMeans means, double segmentsPerSecond, double? validation)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteNumber("update", means.Last.Update);
            json.WriteNumber("loss", Math.Round(means.Loss, 5));
            json.WriteNumber("accuracy", Math.Round(means.Accuracy, 5));
            json.WriteNumber("solved", Math.Round(means.Solved, 5));
            json.WriteNumber("help", Math.Round(means.Last.Help, 3));
            json.WriteNumber("gradientNorm", Math.Round(means.Last.GradientNorm, 4));
            json.WriteNumber("learningRate", means.Last.LearningRate);
            json.WriteNumber("segmentsPerSecond", Math.Round(segmentsPerSecond, 1));
            if (validation is { } solved)
            {
                json.WriteNumber("validation", solved);
            }

            json.WriteEndObject();
        }

        buffer.WriteByte((byte)'\n');
        buffer.WriteTo(_stream);
        _stream.Flush();
    }

    /// <inheritdoc/>
    public void Dispose() => _stream.Dispose();

    // A line cut short by a kill counts as later than any update, so it goes.
    private static int UpdateOf(string line)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            return document.RootElement.GetProperty("update").GetInt32();
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return int.MaxValue;
        }
    }
}
