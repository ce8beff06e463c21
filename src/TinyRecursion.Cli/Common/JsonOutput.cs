using System.Text;
using System.Text.Json;

namespace TinyRecursion.Cli.Common;

/// <summary>The one JSON object that <c>--json</c> promises on standard output, which leaves as it is written.</summary>
/// <param name="verb">The verb.</param>
/// <param name="task">The task; null for a verb without one.</param>
internal sealed class JsonOutput(string verb, string? task) : IDisposable
{
    private readonly MemoryStream _buffer = new();
    private Utf8JsonWriter? _json;

    /// <summary>Writes the object's fields.</summary>
    public Utf8JsonWriter Json => _json ?? throw new InvalidOperationException("The object has not begun.");

    /// <summary>Writes an object that begins with version, verb and task, and a line end.</summary>
    /// <param name="verb">The verb.</param>
    /// <param name="task">The task; null for a verb without one.</param>
    /// <param name="fields">Writes the object's further fields.</param>
    public static void Write(string verb, string? task, Action<Utf8JsonWriter> fields)
    {
        using var output = new JsonOutput(verb, task);
        output.Begin();
        fields(output.Json);
        output.End();
    }

    /// <summary>Writes version, verb and task; false where that was done before.</summary>
    public bool Begin()
    {
        if (_json is not null)
        {
            return false;
        }

        _json = new Utf8JsonWriter(_buffer, new JsonWriterOptions { Indented = true });
        _json.WriteStartObject();
        _json.WriteString("version", ProductVersion.Text);
        _json.WriteString("verb", verb);
        if (task is not null)
        {
            _json.WriteString("task", task);
        }

        return true;
    }

    /// <summary>Writes the whole object around an array whose elements leave as they come; nothing is written before the first has come.</summary>
    /// <param name="items">What the elements are of.</param>
    /// <param name="name">The array's field.</param>
    /// <param name="write">Writes the fields of an element.</param>
    /// <param name="before">Writes the fields before the array; null for none.</param>
    public void WriteEach<T>(IEnumerable<T> items, string name, Action<Utf8JsonWriter, T> write, Action<Utf8JsonWriter>? before = null)
    {
        foreach (T item in items)
        {
            BeginArray();
            Json.WriteStartObject();
            write(Json, item);
            Json.WriteEndObject();
            Flush();
        }

        BeginArray();
        Json.WriteEndArray();
        End();

        void BeginArray()
        {
            if (Begin())
            {
                before?.Invoke(Json);
                Json.WriteStartArray(name);
            }
        }
    }

    /// <summary>Lets what is written leave.</summary>
    public void Flush()
    {
        Json.Flush();
        Console.Out.Write(Encoding.UTF8.GetString(_buffer.GetBuffer(), 0, (int)_buffer.Length));
        Console.Out.Flush();
        _buffer.SetLength(0);
    }

    /// <summary>Ends the object and its line.</summary>
    public void End()
    {
        Json.WriteEndObject();
        Flush();
        Console.Out.WriteLine();
        Console.Out.Flush();
    }

    public void Dispose()
    {
        // An object that was not ended is left so: the exit code says that something went wrong.
        _json?.Reset();
        _json?.Dispose();
        _buffer.Dispose();
    }
}
