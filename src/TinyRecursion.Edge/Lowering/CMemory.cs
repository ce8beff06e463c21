using System.Globalization;
using System.Text;

namespace TinyRecursion.Edge.Lowering;

/// <summary>All buffers of a program: their declarations, their bytes, and a line by which a compiler checks that sum.</summary>
internal sealed class CMemory
{
    private readonly List<(string Type, string Name, string Length, string Comment)> _buffers = [];

    /// <summary>Bytes of all buffers.</summary>
    public long Bytes { get; private set; }

    /// <summary>Adds a buffer.</summary>
    /// <param name="type">Type of its entries.</param>
    /// <param name="name">Its name.</param>
    /// <param name="length">Its length as an expression of C; empty for a single variable.</param>
    /// <param name="count">The same as a number.</param>
    /// <param name="comment">What it holds.</param>
    public void Add(string type, string name, string length, long count, string comment)
    {
        _buffers.Add((type, name, length, comment));
        Bytes += count * SizeOf(type);
    }

    /// <summary>The declarations.</summary>
    /// <param name="total">The macro that states the bytes.</param>
    public string Declarations(string total)
    {
        var text = new StringBuilder();
        foreach ((string type, string name, string length, string comment) in _buffers)
        {
            string size = length.Length == 0 ? string.Empty : $"[{length}]";
            text.Append(CultureInfo.InvariantCulture, $"static {type} {name}{size}; /* {comment} */\n");
        }

        text.Append("\n/* Compiles only if the header states the right sum. */\ntypedef char memory_is_as_stated[\n");
        text.AppendJoin("\n        + ", _buffers.Select((buffer, i) => (i == 0 ? "    (sizeof " : "sizeof ") + buffer.Name));
        return text.Append(CultureInfo.InvariantCulture, $"\n        == {total}) ? 1 : -1];\n").ToString();
    }

    private static int SizeOf(string type) => type switch
    {
        "int8_t" or "uint8_t" or "char" => 1,
        "int16_t" or "uint16_t" => 2,
        "int32_t" or "uint32_t" => 4,
        "int64_t" or "uint64_t" => 8,
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, null),
    };
}
