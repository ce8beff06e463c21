using System.Text.Json;

namespace TinyRecursion.Cli.Common;

/// <summary>Writes the one JSON object that <c>--json</c> promises on standard output.</summary>
internal static class JsonOutput
{
    /// <summary>Writes an object and a line end.</summary>
    /// <param name="fields">Writes the object's fields.</param>
    public static void Write(Action<Utf8JsonWriter> fields)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true }))
        {
            writer.WriteStartObject();
            fields(writer);
            writer.WriteEndObject();
        }

        buffer.WriteByte((byte)'\n');
        using Stream output = Console.OpenStandardOutput();
        buffer.WriteTo(output);
    }
}
