using System.Text.Json;
using TinyRecursion.IO;

namespace TinyRecursion.Scaling;

/// <summary>Writes what was measured: numbers as JSON, and two pictures.</summary>
internal static class ScalingReport
{
    /// <summary>Writes the three files, each in one step.</summary>
    /// <param name="folder">The folder; it is made if need be.</param>
    /// <param name="task">The task.</param>
    /// <param name="points">What was measured.</param>
    /// <returns>The paths.</returns>
    public static IReadOnlyList<string> Write(string folder, IScaling task, IReadOnlyList<SizePoint> points)
    {
        Directory.CreateDirectory(folder);
        (string Name, byte[] Bytes)[] files =
        [
            ($"{task.Name}-scaling.json", Numbers(task, points)),
            ($"{task.Name}-by-size.svg", ScalingChart.BySize(task, points)),
            ($"{task.Name}-by-steps.svg", ScalingChart.BySteps(task, points)),
        ];
        foreach ((string name, byte[] bytes) in files)
        {
            AtomicFile.Write(Path.Combine(folder, name), stream => stream.Write(bytes));
        }

        return [.. files.Select(file => Path.Combine(folder, file.Name))];
    }

    private static byte[] Numbers(IScaling task, IReadOnlyList<SizePoint> points)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            json.WriteString("task", task.Name);
            json.WriteString("size", task.SizeLabel);
            json.WriteString("accuracy", task.AccuracyLabel);
            json.WriteNumber("trainedUpTo", task.TrainedUpTo);
            json.WriteStartArray("points");
            foreach (SizePoint point in points)
            {
                json.WriteStartObject();
                json.WriteNumber("size", point.Size);
                json.WriteNumber("instances", point.Instances);
                json.WriteNumber("accuracy", point.Accuracy);
                json.WriteNumber("atOnce", point.AtOnce);
                json.WriteNumber("medianSteps", point.RightAfter.Length == 0 ? 0 : point.RightAfter[point.RightAfter.Length / 2]);
                json.WriteNumber("maxSteps", point.RightAfter.LastOrDefault());
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        stream.WriteByte((byte)'\n');
        return stream.ToArray();
    }
}
