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

    private const int MaximumLength = 1024;
    private static readonly string[] Fields = ["kind", "high", "low"];
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
    public static NestedCyclesOptions Read(string text, string source) => JsonCursor.Read(text, MaximumLength, source, "recursion", Read);

    private static NestedCyclesOptions Read(ref JsonCursor cursor)
    {
        var values = new int?[Fields.Length];
        cursor.StartObject();
        while (cursor.NextField())
        {
            int field = cursor.FieldAmong(Fields);
            cursor.Once(values[field] is not null);
            values[field] = Fields[field] == "kind" ? cursor.OneOf(Kinds) : cursor.Int(1);
        }

        cursor.Finish();
        if (values is not [not null, { } outer, { } inner])
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
