using System.Globalization;
using System.Text.Json;
using TinyRecursion.Cli.Common;
using TinyRecursion.IO;
using TinyRecursion.Tasks;
using TinyRecursion.Training.Workflows;

namespace TinyRecursion.Cli.Verbs;

/// <summary>A model before and after its compression.</summary>
/// <param name="Task">The task.</param>
/// <param name="Original">The model before.</param>
/// <param name="Target">The file that was written.</param>
/// <param name="Result">The compression.</param>
/// <param name="Before">The original measured; null where no instances were given.</param>
/// <param name="After">The compressed model measured.</param>
internal sealed record CompressionReport(
    TaskDefinition Task, ModelFile Original, string Target, CompressionResult Result, Evaluation? Before, Evaluation? After)
{
    /// <summary>Writes a few lines.</summary>
    public void WriteText(TextWriter output)
    {
        output.WriteLine(MessageLine.Of(Target));
        Line(string.Empty, "before", "after");
        Line("bytes", Number(Result.Before.Bytes), Number(Result.After.Bytes));
        Line("parameters", Number(Result.Before.Parameters), Number(Result.After.Parameters));
        Line("not zero", Number(Result.Before.NotZero), Number(Result.After.NotZero));
        foreach (MetricValue value in Before?.Metrics ?? [])
        {
            MetricValue? other = After!.Metrics.Where(one => one.Metric == value.Metric).Select(one => (MetricValue?)one).FirstOrDefault();
            Line(value.Metric.Key, MetricText.Of(value), other is { } after ? MetricText.Of(after) : "-");
        }

        output.WriteLine("drift of states: " + string.Join(", ", Chosen(Result.Drift.Count).Select(
            step => string.Create(CultureInfo.InvariantCulture, $"{Result.Drift[step - 1]:p1} after {step}"))) + " steps");

        void Line(string name, string left, string right) => output.WriteLine($"{name,-20}{left,14}{right,14}");
    }

    /// <summary>Writes the JSON object.</summary>
    public void WriteJson() => JsonOutput.Write("compress", Task.Name, json =>
    {
        json.WriteString("original", Original.Path);
        json.WriteString("originalDigest", Original.Digest);
        json.WriteModel(new ModelFile(Result.Model, Target));
        json.WriteString("compression", Result.Model.Card.GetValueOrDefault("compression"));
        Write(json, "before", Result.Before, Before);
        Write(json, "after", Result.After, After);
        json.WriteStartArray("drift");
        foreach (double drift in Result.Drift)
        {
            json.WriteNumberValue(drift);
        }

        json.WriteEndArray();
        if (Result.Saturation is { } cut)
        {
            json.WriteNumber("cutShare", cut.Share);
            json.WriteNumber("cutNode", cut.Node);
        }
    });

    private static void Write(Utf8JsonWriter json, string name, ModelSize size, Evaluation? evaluation)
    {
        json.WriteStartObject(name);
        json.WriteNumber("bytes", size.Bytes);
        json.WriteNumber("parameterCount", size.Parameters);
        json.WriteNumber("notZeroCount", size.NotZero);
        if (evaluation is not null)
        {
            json.WriteMetrics("metrics", evaluation);
        }

        json.WriteEndObject();
    }

    private static string Number(long value) => value.ToString("n0", CultureInfo.InvariantCulture);

    /// <summary>1, 2, 4, … and the last step.</summary>
    private static IEnumerable<int> Chosen(int steps)
    {
        for (int step = 1; step < steps; step *= 2)
        {
            yield return step;
        }

        yield return steps;
    }
}
