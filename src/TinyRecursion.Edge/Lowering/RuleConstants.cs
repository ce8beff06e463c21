using TinyRecursion.Execution.Integer;
using TinyRecursion.Operations;
using TinyRecursion.Rules;
using static TinyRecursion.Edge.Lowering.RuleNames;

namespace TinyRecursion.Edge.Lowering;

/// <summary>The numbers of a rule as tables of C: weights packed in as few bits as they need.</summary>
/// <param name="names">Names of the rule's parts.</param>
/// <param name="numbers">The numbers.</param>
/// <param name="tables">Receives tables.</param>
/// <param name="structures">Receives what points to them.</param>
internal sealed class RuleConstants(RuleNames names, IntegerConstants numbers, CConstants tables, CConstants structures)
{
    private readonly HashSet<int> _written = [];
    private readonly Dictionary<int, string> _weights = [];

    /// <summary>Writes what a node needs.</summary>
    /// <param name="node">The node.</param>
    /// <param name="cells">Most cells of an instance.</param>
    public void Add(int node, int cells)
    {
        Node it = names.Graph.Nodes[node];
        if (it.Operation.WeightOf(WeightRole.Map) is { } map)
        {
            AddMap(node, names.Graph.Weights[map].Name);
        }
        else if (it.Operation.WeightOf(WeightRole.Table) is { } table)
        {
            AddTable(node, table);
        }

        switch (it.Operation)
        {
            case Operation.RmsNorm:
                Check(node);
                break;
            case Operation.Rotary rotary:
                AddTurns(node, rotary, it.Shape.Width / rotary.Heads, cells);
                break;
            case Operation.Attention:
                IntegerScores scores = numbers.Scores[node];
                structures.Structure(
                    "struct scores", Text($"scores_{node}"), 0, Text($"{scores.NarrowQuery}"), Text($"{scores.NarrowKey}"),
                    Text($"{scores.Multiplier}"), Text($"{scores.Shift}"));
                break;
            default:
                break;
        }
    }

    /// <summary>Writes the tables of functions that are used.</summary>
    public void AddFunctions(Runtime runtime)
    {
        if (runtime.Uses("rms_norm"))
        {
            tables.Table("int16_t", 2, "roots", Ints(IntegerTables.InverseRoots), "1 / sqrt(256 (64 + i)) in units of 1 / (32767 * 128).");
        }

        if (runtime.Uses("silu"))
        {
            tables.Table("int16_t", 2, "sigmoids", Ints(IntegerTables.Sigmoid), "1 / (1 + e^(-i / 8)) in units of 1/32768.");
        }

        if (runtime.Uses("attention"))
        {
            tables.Table("int16_t", 2, "exp_wholes", Ints(IntegerTables.ExpWholes), "e^-i in units of 1/32767.");
            tables.Table("int16_t", 2, "exp_parts", Ints(IntegerTables.ExpParts), "e^(-i / 256) in units of 1/32767.");
        }
    }

    private static int[] Ints(ReadOnlySpan<short> entries) => Array.ConvertAll(entries.ToArray(), entry => (int)entry);

    private void AddMap(int node, string name)
    {
        IntegerLinear map = numbers.Maps[node];
        string what = Text($"{node} linear {CName(name)}");
        // Nodes that share a matrix share its bytes, too: the same weights are rounded the same where their inputs have the same exponent.
        int[] packed = Pack(map);
        int twin = _weights.Keys.FirstOrDefault(
            other => numbers.Maps[other].Columns == map.Columns && numbers.Maps[other].Weights.AsSpan().SequenceEqual(map.Weights), -1);
        if (twin < 0)
        {
            _weights[node] = Text($"weights_{node}");
            tables.Table(
                map.WeightBits == 8 ? "int8_t" : "uint8_t", 1, _weights[node], packed,
                Text($"Weights of {what}, {map.Rows} to {map.Columns}, {map.WeightBits} bits."));
        }

        tables.Table("uint8_t", 1, Text($"shifts_{node}"), Array.ConvertAll(map.Shifts, entry => (int)entry), $"Shifts of {what}.");
        tables.Table("int16_t", 2, Text($"multipliers_{node}"), Ints(map.Multipliers), $"Multipliers of {what}.");
        tables.Table("int16_t", 2, Text($"biases_{node}"), Ints(map.Biases), $"Biases of {what}.");
        structures.Structure(
            "struct map", Map(node), 4, _weights[twin < 0 ? node : twin], Text($"multipliers_{node}"), Text($"biases_{node}"), Text($"shifts_{node}"),
            Text($"{map.Rows}"), Text($"{map.Columns}"));
    }

    private void AddTable(int node, int weight)
    {
        if (_written.Add(weight))
        {
            WeightShape shape = names.Graph.Weights[weight];
            tables.Table(
                "int16_t", 2, Table(weight), Ints(numbers.Tables[node].Values), Text($"Table {CName(shape.Name)}, {shape.Rows} rows of {shape.Columns}."));
        }
    }

    private void AddTurns(int node, Operation.Rotary rotary, int head, int cells)
    {
        var turns = new int[cells * head];
        for (int row = 0, at = 0; row < cells; row++)
        {
            for (int i = 0; i < head / 2; i++)
            {
                (short cosine, short sine) = IntegerTables.Turn(row, i, head, rotary.Theta);
                (turns[at++], turns[at++]) = (cosine, sine);
            }
        }

        tables.Table("int16_t", 2, Text($"turns_{node}"), turns, Text($"Cosines and sines of positions in units of 2^-14, {head} a row."));
    }

    private void Check(int node)
    {
        IntegerNorm norm = numbers.Norms[node];
        if (norm.Factor < 1 || norm.Offset is < 0 or >= 1L << 59)
        {
            throw new NotSupportedException($"node {node}: the normalisation has numbers beyond what integers of its semantics hold");
        }
    }

    /// <summary>
    /// A map's weights as programs hold them: column after column, so that a sum walks through them in order, each column from a byte of
    /// its own, the first weight in the lowest bits, in two's complement; bytes as signed numbers where weights have 8 bits, else unsigned.
    /// </summary>
    private static int[] Pack(IntegerLinear map)
    {
        int bits = map.WeightBits, perByte = 8 / bits, bytes = (map.Rows + perByte - 1) / perByte;
        var packed = new int[bytes * map.Columns];
        for (int column = 0; column < map.Columns; column++)
        {
            for (int row = 0; row < map.Rows; row++)
            {
                int weight = map.Weights[(row * map.Columns) + column];
                int at = (column * bytes) + (row / perByte);
                packed[at] = bits == 8 ? weight : packed[at] | ((weight & ((1 << bits) - 1)) << (row % perByte * bits));
            }
        }

        return packed;
    }
}
