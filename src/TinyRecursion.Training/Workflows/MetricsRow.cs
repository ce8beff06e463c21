using System.Text.Json;

namespace TinyRecursion.Training.Workflows;

/// <summary>One line of metrics. A number that is not finite is left out.</summary>
/// <param name="Update">Updates done.</param>
internal sealed record MetricsRow(int Update)
{
    /// <summary>Mean loss since the row before.</summary>
    public double? Loss { get; init; }

    /// <summary>Mean share of choices that were right.</summary>
    public double? Accuracy { get; init; }

    /// <summary>Mean share of segments that ended solved.</summary>
    public double? Solved { get; init; }

    /// <summary>The curriculum's level.</summary>
    public double? Hint { get; init; }

    /// <summary>Norm of the last gradient before it was clipped.</summary>
    public double? GradientNorm { get; init; }

    /// <summary>The learning rate of the last update.</summary>
    public double? LearningRate { get; init; }

    /// <summary>Segments a second.</summary>
    public double? SegmentsPerSecond { get; init; }

    /// <summary>The share of a validation after this update.</summary>
    public double? Validation { get; init; }

    /// <summary>Reads a line.</summary>
    /// <param name="line">The line.</param>
    /// <returns>Null for what is no row.</returns>
    public static MetricsRow? Read(string line)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            JsonElement row = document.RootElement;
            int update = row.GetProperty("update").GetInt32();
            return update < 0 ? null : new MetricsRow(update)
            {
                Loss = Number("loss"),
                Accuracy = Number("accuracy"),
                Solved = Number("solved"),
                Hint = Number("hint"),
                GradientNorm = Number("gradientNorm"),
                LearningRate = Number("learningRate"),
                SegmentsPerSecond = Number("segmentsPerSecond"),
                Validation = Number("validation"),
            };

            double? Number(string name) => !row.TryGetProperty(name, out JsonElement value) ? null
                : value.GetDouble() is var number && double.IsFinite(number) ? number
                : throw new FormatException();
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }

    /// <summary>The numbers of the row with their names, rounded as they are written; those that are there and finite.</summary>
    public IEnumerable<(string Name, double Value)> Values() =>
        from field in ((string Name, double? Value, int? Digits)[])
        [
            ("loss", Loss, 5), ("accuracy", Accuracy, 5), ("solved", Solved, 5), ("hint", Hint, 3), ("gradientNorm", GradientNorm, 4),
            ("learningRate", LearningRate, null), ("segmentsPerSecond", SegmentsPerSecond, 1), ("validation", Validation, null),
        ]
        where field.Value is { } value && double.IsFinite(value)
        select (field.Name, field.Digits is { } digits ? Math.Round(field.Value!.Value, digits) : field.Value!.Value);

    /// <summary>Writes the line without its end.</summary>
    /// <param name="stream">Receives it.</param>
    public void Write(Stream stream)
    {
        using var json = new Utf8JsonWriter(stream);
        json.WriteStartObject();
        json.WriteNumber("update", Update);
        foreach ((string name, double value) in Values())
        {
            json.WriteNumber(name, value);
        }

        json.WriteEndObject();
    }
}
