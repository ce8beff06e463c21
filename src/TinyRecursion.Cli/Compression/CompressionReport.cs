using System.Globalization;
using System.Text.Json;
using TinyRecursion.Models;
using TinyRecursion.Training.Compression;

namespace TinyRecursion.Cli.Compression;

/// <summary>A model before and after its compression.</summary>
/// <param name="File">The file that was written.</param>
/// <param name="Before">The model before.</param>
/// <param name="After">The model after.</param>
/// <param name="BytesBefore">Size of its file before.</param>
/// <param name="BytesAfter">Size of its file after.</param>
/// <param name="Answers">How well both answer; nulls where no instances were given.</param>
/// <param name="Drift">How far states are apart after each step, see <see cref="TrajectoryFidelity"/>.</param>
/// <param name="Saturation">Entries that are cut most; null for a model in floating point.</param>
internal sealed record CompressionReport(
    string File, Model Before, Model After, long BytesBefore, long BytesAfter, (AnswerQuality? Before, AnswerQuality? After) Answers,
    double[] Drift, Saturation? Saturation)
{
    /// <summary>Writes a few lines.</summary>
    public void WriteText(TextWriter output)
    {
        output.WriteLine($"{File}");
        output.WriteLine($"{string.Empty,-16}{"before",12}{"after",12}");
        Line("bytes", BytesBefore.ToString("n0", CultureInfo.InvariantCulture), BytesAfter.ToString("n0", CultureInfo.InvariantCulture));
        Line("parameters", Number(Before.Graph.ParameterCount), Number(After.Graph.ParameterCount));
        Line("not zero", Number(NotZero(Before)), Number(NotZero(After)));
        if (Answers is ({ } before, { } after))
        {
            Line("exact", Share(before.Exact), Share(after.Exact));
            if (before.Cells is { } cellsBefore && after.Cells is { } cellsAfter)
            {
                Line("cells", Share(cellsBefore), Share(cellsAfter));
            }

            Line("steps", Fraction(before.MeanSteps), Fraction(after.MeanSteps));
            Line("ms each", Fraction(before.MillisecondsEach), Fraction(after.MillisecondsEach));
        }

        output.WriteLine("drift of states: " + string.Join(", ", Chosen(Drift.Length).Select(
            step => string.Create(CultureInfo.InvariantCulture, $"{Drift[step - 1]:p1} after {step}"))) + " steps");

        void Line(string name, string left, string right) => output.WriteLine($"{name,-16}{left,12}{right,12}");
    }

    /// <summary>Writes the fields of the JSON object.</summary>
    public void WriteTo(Utf8JsonWriter json)
    {
        json.WriteString("model", File);
        json.WriteString("compression", After.Card.GetValueOrDefault("compression"));
        json.WriteNumber("parametersBefore", Before.Graph.ParameterCount);
        json.WriteNumber("parametersAfter", After.Graph.ParameterCount);
        json.WriteNumber("notZeroBefore", NotZero(Before));
        json.WriteNumber("notZeroAfter", NotZero(After));
        json.WriteNumber("bytesBefore", BytesBefore);
        json.WriteNumber("bytesAfter", BytesAfter);
        Answers.Before?.WriteTo(json, "before");
        Answers.After?.WriteTo(json, "after");
        json.WriteStartArray("drift");
        Array.ForEach(Drift, json.WriteNumberValue);
        json.WriteEndArray();
        if (Saturation is { } cut)
        {
            json.WriteNumber("cutShare", cut.Share);
            json.WriteNumber("cutNode", cut.Node);
        }
    }

    private static int NotZero(Model model)
    {
        int count = 0;
        foreach (float parameter in model.Parameters.Span)
        {
            count += parameter != 0 ? 1 : 0;
        }

        return count;
    }

    private static string Number(int value) => value.ToString("n0", CultureInfo.InvariantCulture);

    private static string Share(double value) => value.ToString("p2", CultureInfo.InvariantCulture);

    private static string Fraction(double value) => value.ToString("f2", CultureInfo.InvariantCulture);

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
