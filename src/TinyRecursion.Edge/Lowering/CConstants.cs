using System.Globalization;
using System.Text;

namespace TinyRecursion.Edge.Lowering;

/// <summary>All tables of a program: their definitions and their bytes.</summary>
internal sealed class CConstants
{
    /// <summary>Bytes of a pointer on the machines that programs are made for.</summary>
    private const int PointerBytes = 4;
    private const int LineLength = 116;

    private readonly StringBuilder _text = new();

    /// <summary>Bytes of all tables.</summary>
    public long Bytes { get; private set; }

    /// <summary>The definitions.</summary>
    public string Definitions => _text.ToString();

    /// <summary>Adds a table.</summary>
    /// <param name="type">Type of its entries.</param>
    /// <param name="bytes">Bytes of an entry.</param>
    /// <param name="name">Its name.</param>
    /// <param name="entries">The entries, at least one.</param>
    /// <param name="comment">What they are.</param>
    public void Table(string type, int bytes, string name, IReadOnlyList<int> entries, string comment)
    {
        _text.Append(CultureInfo.InvariantCulture, $"/* {comment} */\nstatic const {type} {name}[{entries.Count}] = {{\n");
        int length = 0;
        foreach (int entry in entries)
        {
            string number = string.Create(CultureInfo.InvariantCulture, $"{(length == 0 ? "    " : string.Empty)}{entry},");
            _text.Append(number);
            length += number.Length;
            if (length >= LineLength)
            {
                _text.Append('\n');
                length = 0;
            }
        }

        _text.Append(length == 0 ? "};\n\n" : "\n};\n\n");
        Bytes += (long)entries.Count * bytes;
    }

    /// <summary>Adds other text.</summary>
    /// <param name="text">Definitions in C.</param>
    /// <param name="bytes">Bytes that they take.</param>
    public void Add(string text, int bytes)
    {
        _text.Append(text);
        Bytes += bytes;
    }

    /// <summary>Adds a structure of pointers and 16-bit numbers.</summary>
    /// <param name="type">Its type.</param>
    /// <param name="name">Its name.</param>
    /// <param name="pointers">How many of its fields are pointers; they come first.</param>
    /// <param name="fields">The fields.</param>
    public void Structure(string type, string name, int pointers, params string[] fields)
    {
        _text.Append(CultureInfo.InvariantCulture, $"static const {type} {name} = {{ {string.Join(", ", fields)} }};\n\n");
        Bytes += (pointers * PointerBytes) + ((fields.Length - pointers) * sizeof(short));
    }
}
