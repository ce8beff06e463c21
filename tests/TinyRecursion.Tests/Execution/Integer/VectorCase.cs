using System.Globalization;
using System.Text;
using TinyRecursion.Execution;
using TinyRecursion.Execution.Integer;

namespace TinyRecursion.Tests.Execution.Integer;

/// <summary>One example of an operation: its inputs, its constants and its result, as a JSON object with a field a line.</summary>
internal sealed class VectorCase
{
    private readonly List<(string Name, string Value)> _fields = [];

    /// <summary>Adds a number.</summary>
    public VectorCase With(string name, long value) => Add(name, value.ToString(CultureInfo.InvariantCulture));

    /// <summary>Adds a number in floating point.</summary>
    public VectorCase With(string name, float value) => Add(name, value.ToString("R", CultureInfo.InvariantCulture));

    /// <summary>Adds a list.</summary>
    public VectorCase With(string name, IEnumerable<int> values) => Add(name, Text(values));

    /// <summary>Adds a list of lists.</summary>
    public VectorCase With(string name, IEnumerable<IEnumerable<int>> rows) => Add(name, $"[{string.Join(", ", rows.Select(Text))}]");

    /// <summary>Adds a value, row by row.</summary>
    public VectorCase With(string name, Matrix<short> value) =>
        With(name, Enumerable.Range(0, value.Rows).Select(row => value.Row(row).ToArray().Select(entry => (int)entry)));

    /// <summary>Writes the object.</summary>
    public void AppendTo(StringBuilder text) =>
        text.Append("    {\n").AppendJoin(",\n", _fields.Select(field => $"      \"{field.Name}\": {field.Value}")).Append("\n    }");

    private static string Text(IEnumerable<int> values) =>
        $"[{string.Join(", ", values.Select(value => value.ToString(CultureInfo.InvariantCulture)))}]";

    private VectorCase Add(string name, string value)
    {
        _fields.Add((name, value));
        return this;
    }
}
