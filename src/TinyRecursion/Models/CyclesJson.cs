using System.Text;
using System.Text.Json;
using TinyRecursion.Recursion;

namespace TinyRecursion.Models;

/// <summary>The nested cycles of a model: a JSON object in the metadata and two tensors with the starts.</summary>
internal static class CyclesJson
{
    /// <summary>Name of the tensor with the start of the high state, one state width.</summary>
    public const string HighStart = "start.high";

    /// <summary>Name of the tensor with the start of the low state.</summary>
    public const string LowStart = "start.low";

    private const string Place = "recursion";
    private const int MaximumLength = 1024;
    private static readonly string[] Kinds = ["nestedCycles"];

    /// <summary>Writes the numbers.</summary>
    public static string Write(NestedCyclesOptions cycles)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("kind", Kinds[0]);
            json.WriteNumber("high", cycles.HighCycles);
            json.WriteNumber("low", cycles.LowCycles);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    /// <summary>The starts.</summary>
    public static Tensor[] Tensors(NestedCyclesOptions cycles, int stateWidth) =>
        [Start(HighStart, cycles.HighStart, stateWidth), Start(LowStart, cycles.LowStart, stateWidth)];

    /// <summary>Reads the numbers; the starts are still to come.</summary>
    /// <param name="text">The JSON text.</param>
    /// <param name="source">The file's name for errors.</param>
    public static NestedCyclesOptions Read(string text, string source)
    {
        if (text.Length > MaximumLength)
        {
            throw new ModelFormatException(source, $"{Place}: expected at most {MaximumLength} characters, found {text.Length}");
        }

        var cursor = new JsonCursor(Encoding.UTF8.GetBytes(text), source, Place);
        try
        {
            return Read(ref cursor);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            throw JsonCursor.Malformed(source, Place, error);
        }
    }

    private static NestedCyclesOptions Read(ref JsonCursor cursor)
    {
        bool known = false;
        int? high = null, low = null;
        cursor.StartObject();
        while (cursor.NextField())
        {
            if (cursor.FieldIs("kind"u8))
            {
                cursor.Once(known);
                known = cursor.OneOf(Kinds) == 0;
            }
            else if (cursor.FieldIs("high"u8))
            {
                cursor.Once(high is not null);
                high = cursor.Int(1);
            }
            else if (cursor.FieldIs("low"u8))
            {
                cursor.Once(low is not null);
                low = cursor.Int(1);
            }
            else
            {
                throw cursor.UnknownField();
            }
        }

        cursor.Finish();
        if (!known || high is not { } outer || low is not { } inner)
        {
            throw cursor.Error("expected the fields kind, high and low");
        }

        var cycles = new NestedCyclesOptions { HighCycles = outer, LowCycles = inner };
        return cycles.RuleSteps <= NestedCyclesOptions.MaximumRuleSteps
            ? cycles
            : throw cursor.Error($"expected at most {NestedCyclesOptions.MaximumRuleSteps} applications of the rule a step, found {cycles.RuleSteps}");
    }

    private static Tensor Start(string name, ReadOnlyMemory<float> values, int stateWidth)
    {
        float[] start = values.IsEmpty ? new float[stateWidth] : values.ToArray();
        return Tensor.FromFloat32(name, [start.Length], start);
    }
}
