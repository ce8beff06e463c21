namespace TinyRecursion.Models;

/// <summary>The fields of one node of a graph's JSON; which of them a node has depends on its operation.</summary>
internal sealed class NodeFields
{
    private string? _op, _table, _name, _relation;
    private int? _column, _rows, _tableWidth, _width, _degree, _heads, _cells;
    private float? _epsilon, _factor, _theta;
    private bool? _bias;
    private int[]? _inputs;

    /// <summary>The operation's kind.</summary>
    public string Op => _op!;

    /// <summary>An embedding's table.</summary>
    public string Table => _table!;

    /// <summary>The name of a linear map.</summary>
    public string Name => _name!;

    /// <summary>The relation of a pool, spread or gather.</summary>
    public string Relation => _relation!;

    /// <summary>An embedding's feature column.</summary>
    public int Column => _column!.Value;

    /// <summary>Rows of an embedding's table.</summary>
    public int Rows => _rows!.Value;

    /// <summary>Width of an embedding's table.</summary>
    public int TableWidth => _tableWidth!.Value;

    /// <summary>Heads of an attention or of rotary positions.</summary>
    public int Heads => _heads!.Value;

    /// <summary>Cells of a transposition.</summary>
    public int Cells => _cells!.Value;

    /// <summary>Whether a normalisation says its epsilon.</summary>
    public bool HasEpsilon => _epsilon is not null;

    /// <summary>The epsilon of a normalisation.</summary>
    public float Epsilon => _epsilon!.Value;

    /// <summary>The factor of a scaling.</summary>
    public float Factor => _factor!.Value;

    /// <summary>The base of rotary positions.</summary>
    public float Theta => _theta!.Value;

    /// <summary>Output width.</summary>
    public int Width => _width!.Value;

    /// <summary>Neighbours of a gather.</summary>
    public int Degree => _degree!.Value;

    /// <summary>Whether a linear map has a bias.</summary>
    public bool Bias => _bias!.Value;

    /// <summary>The nodes that the node reads.</summary>
    public int[] Inputs => _inputs!;

    /// <summary>Reads one node, the array element that the cursor stands on.</summary>
    /// <param name="cursor">The cursor.</param>
    /// <param name="scratch">Reused from node to node.</param>
    public static NodeFields Read(ref JsonCursor cursor, List<int> scratch)
    {
        var node = new NodeFields();
        cursor.StartObject();
        while (cursor.NextField())
        {
            if (!node.ReadText(ref cursor) && !node.ReadNumber(ref cursor) && !node.ReadReal(ref cursor) && !node.ReadOther(ref cursor, scratch))
            {
                throw cursor.UnknownField();
            }
        }

        if (node._op is null)
        {
            throw cursor.Error("field 'op' is missing");
        }

        return node;
    }

    /// <summary>Checks that the node has exactly the fields that its operation needs.</summary>
    /// <param name="cursor">For errors.</param>
    /// <param name="inputs">How many inputs are expected, or null for any number.</param>
    /// <param name="names">The fields besides <c>op</c> and <c>inputs</c>.</param>
    public void Require(ref JsonCursor cursor, int? inputs, params ReadOnlySpan<string> names)
    {
        if (_inputs is null)
        {
            throw cursor.Error("field 'inputs' is missing");
        }

        if (inputs is { } count && _inputs.Length != count)
        {
            throw cursor.Error($"field 'inputs': expected {count} for operation '{_op}', found {_inputs.Length}");
        }

        ReadOnlySpan<(string Name, bool Found)> fields =
        [
            ("table", _table is not null), ("name", _name is not null), ("relation", _relation is not null),
            ("column", _column is not null), ("rows", _rows is not null), ("width", _width is not null),
            ("degree", _degree is not null), ("bias", _bias is not null), ("tableWidth", _tableWidth is not null),
            ("heads", _heads is not null), ("cells", _cells is not null), ("epsilon", _epsilon is not null),
            ("factor", _factor is not null), ("theta", _theta is not null),
        ];
        foreach ((string name, bool found) in fields)
        {
            if (found != names.Contains(name))
            {
                throw cursor.Error(found ? $"field '{name}': operation '{_op}' has no such field" : $"field '{name}' is missing");
            }
        }
    }

    private bool ReadText(ref JsonCursor cursor)
    {
        ref string? target = ref _op;
        if (cursor.FieldIs("table"u8))
        {
            target = ref _table;
        }
        else if (cursor.FieldIs("name"u8))
        {
            target = ref _name;
        }
        else if (cursor.FieldIs("relation"u8))
        {
            target = ref _relation;
        }
        else if (!cursor.FieldIs("op"u8))
        {
            return false;
        }

        cursor.Once(target is not null);
        target = cursor.Text();
        return true;
    }

    private bool ReadNumber(ref JsonCursor cursor)
    {
        ref int? target = ref _column;
        int minimum = 1;
        if (cursor.FieldIs("rows"u8))
        {
            target = ref _rows;
        }
        else if (cursor.FieldIs("width"u8))
        {
            target = ref _width;
        }
        else if (cursor.FieldIs("degree"u8))
        {
            target = ref _degree;
        }
        else if (cursor.FieldIs("tableWidth"u8))
        {
            target = ref _tableWidth;
        }
        else if (cursor.FieldIs("heads"u8))
        {
            target = ref _heads;
        }
        else if (cursor.FieldIs("cells"u8))
        {
            target = ref _cells;
        }
        else if (cursor.FieldIs("column"u8))
        {
            minimum = 0;
        }
        else
        {
            return false;
        }

        cursor.Once(target is not null);
        target = cursor.Int(minimum);
        return true;
    }

    private bool ReadReal(ref JsonCursor cursor)
    {
        ref float? target = ref _epsilon;
        if (cursor.FieldIs("factor"u8))
        {
            target = ref _factor;
        }
        else if (cursor.FieldIs("theta"u8))
        {
            target = ref _theta;
        }
        else if (!cursor.FieldIs("epsilon"u8))
        {
            return false;
        }

        cursor.Once(target is not null);
        target = cursor.Real();
        return true;
    }

    private bool ReadOther(ref JsonCursor cursor, List<int> scratch)
    {
        if (cursor.FieldIs("bias"u8))
        {
            cursor.Once(_bias is not null);
            _bias = cursor.Flag();
            return true;
        }

        if (!cursor.FieldIs("inputs"u8))
        {
            return false;
        }

        cursor.Once(_inputs is not null);
        scratch.Clear();
        cursor.StartArray();
        while (cursor.NextElement())
        {
            scratch.Add(cursor.Int(0));
        }

        _inputs = [.. scratch];
        return true;
    }
}
