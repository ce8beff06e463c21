using System.Buffers.Binary;
using System.Text.Json;
using TinyRecursion.Assurance.Checker.Reading;

namespace TinyRecursion.Assurance.Checker.Theorems;

/// <summary>
/// The rule of a model file (safetensors), worked out for one cell in plain loops and double precision: what it sees of the state are the
/// cell's own row and those of its neighbours.
/// </summary>
internal sealed class LocalRule
{
    private readonly List<Node> _nodes = [];

    /// <summary>Reads a model file.</summary>
    public LocalRule(ReadOnlyMemory<byte> file)
    {
        ulong length = file.Length >= 8 ? BinaryPrimitives.ReadUInt64LittleEndian(file.Span) : ulong.MaxValue;
        using JsonDocument header = JsonDocument.Parse(length <= (ulong)file.Length - 8 ? file.Slice(8, (int)length) : throw Error("the header is cut off"), CertificateFile.Strict);
        JsonElement metadata = header.RootElement.GetProperty("__metadata__");
        using JsonDocument graph = JsonDocument.Parse(metadata.GetProperty("trm.graph").GetString()!, CertificateFile.Strict);
        Task = metadata.GetProperty("trm.task").GetString()!;
        if (metadata.EnumerateObject().Select(field => field.Name).FirstOrDefault(name => name is not ("format" or "trm.card" or "trm.graph" or "trm.task" or "trm.version")) is { } other)
        {
            throw Error($"'{other}' is for rules of other kinds");
        }

        Weights = name => Tensor(header.RootElement, name, file[(8 + (int)length)..]);
        StateWidth = graph.RootElement.GetProperty("stateWidth").GetInt32();
        foreach (JsonElement node in graph.RootElement.GetProperty("nodes").EnumerateArray())
        {
            _nodes.Add(Read(node));
        }

        (NextState, Readout) = (graph.RootElement.GetProperty("nextState").GetInt32(), graph.RootElement.GetProperty("readout").GetInt32());
        if ((uint)NextState >= (uint)_nodes.Count || (uint)Readout >= (uint)_nodes.Count || _nodes[NextState] is not { Op: "snap", Size: var block } || block != StateWidth)
        {
            throw Error("its next state is not one block of a finite alphabet");
        }
    }

    /// <summary>The task of the model.</summary>
    public string Task { get; }

    /// <summary>Numbers of a row of the state.</summary>
    public int StateWidth { get; }

    private Func<string, double[]> Weights { get; }

    private int NextState { get; }

    private int Readout { get; }

    /// <summary>The row of the next state before it is made a symbol.</summary>
    /// <param name="features">The cell's features.</param>
    /// <param name="own">The symbol that it holds; 0 for none, symbol s a one in place s - 1.</param>
    /// <param name="around">Those of its neighbours.</param>
    public double[] Next(ReadOnlySpan<int> features, int own, ReadOnlySpan<int> around) => Run(_nodes[NextState].Inputs[0], features, own, around, null);

    /// <summary>The first logit of a cell that holds a symbol.</summary>
    public double Logit(int symbol) => Run(Readout, [], 0, [], OneHot(symbol))[0];

    private static ProofFormatException Error(string problem) => new($"model: {problem}");

    private static double[] Tensor(JsonElement header, string name, ReadOnlyMemory<byte> data)
    {
        JsonElement tensor = header.GetProperty(name);
        int[] shape = [.. tensor.GetProperty("shape").EnumerateArray().Select(one => one.GetInt32())], offsets = [.. tensor.GetProperty("data_offsets").EnumerateArray().Select(one => one.GetInt32())];
        return tensor.GetProperty("dtype").GetString() == "F32" && shape is [> 0, > 0] && offsets is [>= 0, _] && offsets[1] <= data.Length && offsets[1] - offsets[0] == 4L * shape[0] * shape[1]
            ? [.. Enumerable.Range(0, shape[0] * shape[1]).Select(i => (double)BinaryPrimitives.ReadSingleLittleEndian(data.Span[(offsets[0] + (4 * i))..]))]
            : throw Error($"tensor {name} is no matrix of 32-bit numbers");
    }

    private Node Read(JsonElement node)
    {
        string op = node.GetProperty("op").GetString()!;
        int[] inputs = [.. node.GetProperty("inputs").EnumerateArray().Select(one => (uint)one.GetInt32() < (uint)_nodes.Count ? one.GetInt32() : throw Error("a node reads one after it"))];
        int width = op switch
        {
            "state" when inputs.Length == 0 => StateWidth,
            "gather" when inputs is [var of] && _nodes[of].Op == "state" => node.GetProperty("degree").GetInt32() * StateWidth,
            "embed" when inputs.Length == 0 => node.GetProperty("width").GetInt32(),
            "linear" or "snap" when inputs.Length == 1 => node.GetProperty("width").GetInt32(),
            "relu" when inputs.Length == 1 => _nodes[inputs[0]].Width,
            "add" or "multiply" when inputs.Length > 0 && inputs.All(input => _nodes[input].Width == _nodes[inputs[0]].Width) => _nodes[inputs[0]].Width,
            _ => throw Error($"operation {op} is not checked, or does not fit"),
        };
        string name = op is "linear" ? node.GetProperty("name").GetString()! : op is "embed" ? node.GetProperty("table").GetString()! : string.Empty;
        double[] weight = op is "linear" ? Weights(name + ".weight") : op is "embed" ? Weights(name) : [], bias = op is "linear" && node.GetProperty("bias").GetBoolean() ? Weights(name + ".bias") : [];
        int size = op switch { "embed" => node.GetProperty("column").GetInt32(), "gather" => node.GetProperty("degree").GetInt32(), "snap" => width, _ => 0 };
        bool fits = op switch { "linear" => weight.LongLength == (long)_nodes[inputs[0]].Width * width && (bias.Length == 0 || bias.Length == width), "embed" => weight.Length % width == 0, "snap" => _nodes[inputs[0]].Width == width, _ => true };
        return fits && width > 0 ? new Node(op, inputs, width, size, weight, bias) : throw Error($"operation {op} does not fit its weights");
    }

    private double[] OneHot(int symbol)
    {
        var row = new double[StateWidth];
        row.AsSpan(Math.Max(0, symbol - 1), Math.Min(1, symbol)).Fill(1);
        return row;
    }

    // Where the next state is given, what reads it is worked out from that.
    private double[] Run(int last, ReadOnlySpan<int> features, int own, ReadOnlySpan<int> around, double[]? next)
    {
        var rows = new double[last + 1][];
        for (int i = next is null ? 0 : NextState; i <= last; i++)
        {
            Node node = _nodes[i];
            double[] first = i == NextState && next is not null ? next : node.Inputs.Length > 0 ? rows[node.Inputs[0]] ?? throw Error("its readout reads more than the next state") : [];
            var row = new double[node.Width];
            rows[i] = node.Op switch
            {
                "state" => OneHot(own),
                "gather" when node.Size == around.Length => [.. around.ToArray().SelectMany(OneHot)],
                "embed" when node.Size < features.Length && (features[node.Size] + 1) * node.Width <= node.Weight.Length => node.Weight[(features[node.Size] * node.Width)..((features[node.Size] + 1) * node.Width)],
                "relu" => Array.ConvertAll(first, value => Math.Max(0, value)),
                "snap" => next ?? throw Error("it reads its next state"),
                "linear" => Linear(first, node, row),
                "add" or "multiply" => Fold(node, rows, [.. first]),
                _ => throw Error($"operation {node.Op} does not fit the theorem"),
            };
        }

        return rows[last];
    }

    private static double[] Linear(double[] input, Node node, double[] row)
    {
        node.Bias.CopyTo(row, 0);
        for (int k = 0; k < input.Length; k++)
        {
            ReadOnlySpan<double> weights = input[k] == 0 ? [] : node.Weight.AsSpan(k * row.Length, row.Length);
            for (int j = 0; j < weights.Length; j++)
            {
                row[j] += input[k] * weights[j];
            }
        }

        return row;
    }

    private static double[] Fold(Node node, double[][] rows, double[] row)
    {
        foreach (int input in node.Inputs.Skip(1))
        {
            for (int j = 0; j < row.Length; j++)
            {
                row[j] = node.Op == "add" ? row[j] + rows[input][j] : row[j] * rows[input][j];
            }
        }

        return row;
    }

    private sealed record Node(string Op, int[] Inputs, int Width, int Size, double[] Weight, double[] Bias);
}
