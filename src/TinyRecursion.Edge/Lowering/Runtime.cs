using System.Text;

namespace TinyRecursion.Edge.Lowering;

/// <summary>The functions of C that operations are made of, each in a file of its own; a program holds those that it uses.</summary>
internal sealed class Runtime
{
    // In the order in which they are defined, each with what it calls.
    private static readonly (string Name, string[] Needs)[] Functions =
    [
        ("saturate16", []),
        ("shift16", []),
        ("times", []),
        ("put_row", []),
        ("feature", []),
        ("embed_slot", []),
        ("map", ["saturate16", "times"]),
        ("linear8", ["map"]),
        ("linear4", ["map"]),
        ("linear2", ["map"]),
        ("rms_norm", ["shift16", "times"]),
        ("relu", []),
        ("silu", ["times"]),
        ("add", ["saturate16"]),
        ("multiply", ["shift16"]),
        ("scale", ["shift16"]),
        ("rotary", ["shift16"]),
        ("attention", ["shift16", "times"]),
        ("transpose", []),
        ("groups", []),
        ("maximum", ["groups"]),
        ("pool", ["maximum", "shift16"]),
        ("spread", ["groups", "saturate16"]),
        ("gather", []),
        ("snap", []),
    ];

    private readonly HashSet<string> _used = [];

    /// <summary>Notes that a function is called.</summary>
    public void Use(string function)
    {
        if (_used.Add(function))
        {
            foreach (string needed in Functions.Single(it => it.Name == function).Needs)
            {
                Use(needed);
            }
        }
    }

    /// <summary>Whether a function is called.</summary>
    public bool Uses(string function) => _used.Contains(function);

    /// <summary>The functions that are called, in an order in which each is defined before it is.</summary>
    public string Definitions()
    {
        var text = new StringBuilder();
        foreach ((string name, _) in Functions.Where(it => _used.Contains(it.Name)))
        {
            text.Append(Read($"Runtime/{name}.c")).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>A part of programs that is the same in all of them.</summary>
    /// <param name="name">Folder and file.</param>
    public static string Read(string name)
    {
        using Stream stream = typeof(Runtime).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The assembly lacks '{name}'.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
