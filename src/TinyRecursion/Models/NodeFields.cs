namespace TinyRecursion.Models;

/// <summary>The fields of one node of a graph's JSON; which of them a node has depends on its operation.</summary>
internal sealed class NodeFields
{
    private const string Operation = "op";
    private const string Reads = "inputs";

    // In the order in which errors name them.
    private static readonly string[] Names =
    [
        "table", "name", "relation", "column", "rows", "width", "degree", "bias", "tableWidth", "heads", "cells", "epsilon", "factor", "theta",
        Operation, Reads,
    ];

    private readonly object?[] _values = new object?[Names.Length];

    /// <summary>The operation's kind.</summary>
    public string Op => Get<string>(Operation);

    /// <summary>The nodes that the node reads.</summary>
    public int[] Inputs => Get<int[]>(Reads);

    /// <summary>Reads one node, the array element that the cursor stands on.</summary>
    /// <param name="cursor">The cursor.</param>
    /// <param name="scratch">Reused from node to node.</param>
    public static NodeFields Read(ref JsonCursor cursor, List<int> scratch)
    {
        var node = new NodeFields();
        cursor.StartObject();
        while (cursor.NextField())
        {
            int field = cursor.FieldAmong(Names);
            cursor.Once(node._values[field] is not null);
            node._values[field] = Names[field] switch
            {
                Operation or "table" or "name" or "relation" => cursor.Text(),
                "epsilon" or "factor" or "theta" => cursor.Real(),
                "bias" => cursor.Flag(),
                Reads => ReadInputs(ref cursor, scratch),
                "column" => cursor.Int(0),
                _ => cursor.Int(1),
            };
        }

        return node.Has(Operation) ? node : throw cursor.Error($"field '{Operation}' is missing");
    }

    /// <summary>Whether the node has a field.</summary>
    public bool Has(string field) => _values[Array.IndexOf(Names, field)] is not null;

    /// <summary>A field that the node has.</summary>
    public T Get<T>(string field) => (T)_values[Array.IndexOf(Names, field)]!;

    /// <summary>Checks that the node has exactly the fields that its operation needs.</summary>
    /// <param name="cursor">For errors.</param>
    /// <param name="inputs">How many inputs are expected, or null for any number.</param>
    /// <param name="names">The fields besides <c>op</c> and <c>inputs</c>.</param>
    public void Require(ref JsonCursor cursor, int? inputs, params ReadOnlySpan<string> names)
    {
        if (!Has(Reads))
        {
            throw cursor.Error($"field '{Reads}' is missing");
        }

        if (inputs is { } count && Inputs.Length != count)
        {
            throw cursor.Error($"field '{Reads}': expected {count} for operation '{Op}', found {Inputs.Length}");
        }

        foreach (string name in Names.AsSpan(..^2))
        {
            if (Has(name) != names.Contains(name))
            {
                throw cursor.Error(Has(name) ? $"field '{name}': operation '{Op}' has no such field" : $"field '{name}' is missing");
            }
        }
    }

    private static int[] ReadInputs(ref JsonCursor cursor, List<int> scratch)
    {
        scratch.Clear();
        cursor.StartArray();
        while (cursor.NextElement())
        {
            scratch.Add(cursor.Int(0));
        }

        return [.. scratch];
    }
}
