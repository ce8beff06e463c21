using System.Globalization;
using TinyRecursion.Execution.Integer;
using TinyRecursion.Operations;
using TinyRecursion.Rules;

namespace TinyRecursion.Models;

/// <summary>
/// The numbers of a rule that runs in integers, as tensors of a model file: matrices as I8 and tables as I16 under the names of their
/// weights, and what belongs to a node under its index.
/// </summary>
internal static class IntegerTensors
{
    private const string Exponents = "integer.exponents";
    private const string Numbers = "integer.numbers";

    /// <summary>Columns of <see cref="Numbers"/>: narrow and shift of a map; narrow, narrow, shift and multiplier of scores.</summary>
    private const int NumbersPerNode = 4;

    /// <summary>Writes.</summary>
    public static List<Tensor> Write(RuleGraph graph, IntegerConstants constants)
    {
        int nodes = graph.Nodes.Count;
        var numbers = new int[nodes * NumbersPerNode];
        var tensors = new List<Tensor>();
        var written = new HashSet<int>();
        for (int node = 0; node < nodes; node++)
        {
            Span<int> own = numbers.AsSpan(node * NumbersPerNode, NumbersPerNode);
            if (constants.Maps.TryGetValue(node, out IntegerLinear? map))
            {
                (own[0], own[1]) = (map.Narrow, map.Shift);
                int weight = ((Operation.Linear)graph.Nodes[node].Operation).Weight;
                if (written.Add(weight))
                {
                    tensors.Add(Tensor.FromInt8(graph.Weights[weight].Name, [map.Rows, map.Columns], map.Weights));
                }

                tensors.Add(Tensor.FromInt16(MultipliersOf(node), [map.Columns], map.Multipliers));
                tensors.Add(Tensor.FromInt16(BiasesOf(node), [map.Columns], map.Biases));
            }
            else if (constants.Tables.TryGetValue(node, out IntegerMatrix? table))
            {
                int weight = TableOf(graph.Nodes[node].Operation)!.Value;
                if (written.Add(weight))
                {
                    tensors.Add(Tensor.FromInt16(graph.Weights[weight].Name, [table.Rows, table.Columns], table.Values));
                }
            }
            else if (constants.Scores.TryGetValue(node, out IntegerScores? scores))
            {
                (own[0], own[1], own[2], own[3]) = (scores.NarrowQuery, scores.NarrowKey, scores.Shift, scores.Multiplier);
            }
        }

        tensors.Add(Tensor.FromInt32(Exponents, [nodes], constants.Exponents));
        tensors.Add(Tensor.FromInt32(Numbers, [nodes, NumbersPerNode], numbers));
        return tensors;
    }

    /// <summary>Reads. Everything is checked before it is used.</summary>
    /// <param name="graph">The rule.</param>
    /// <param name="take">Takes a tensor of a name, type and shape out of the file, or throws.</param>
    /// <exception cref="ArgumentException">The numbers are out of range.</exception>
    public static IntegerConstants Read(RuleGraph graph, Func<string, DType, long[], Tensor> take)
    {
        int nodes = graph.Nodes.Count;
        int[] exponents = take(Exponents, DType.I32, [nodes]).ToInt32();
        int[] numbers = take(Numbers, DType.I32, [nodes, NumbersPerNode]).ToInt32();
        var maps = new Dictionary<int, IntegerLinear>();
        var tables = new Dictionary<int, IntegerMatrix>();
        var scores = new Dictionary<int, IntegerScores>();
        var read = new Dictionary<int, Tensor>();
        Tensor Weight(int weight, DType type)
        {
            WeightShape shape = graph.Weights[weight];
            return read.TryGetValue(weight, out Tensor? known) && known.Type == type
                ? known
                : read[weight] = take(shape.Name, type, [shape.Rows, shape.Columns]);
        }

        for (int node = 0; node < nodes; node++)
        {
            ReadOnlySpan<int> own = numbers.AsSpan(node * NumbersPerNode, NumbersPerNode);
            Operation operation = graph.Nodes[node].Operation;
            if (operation is Operation.Linear linear)
            {
                WeightShape shape = graph.Weights[linear.Weight];
                maps[node] = new IntegerLinear(
                    shape.Rows, shape.Columns, [.. Weight(linear.Weight, DType.I8).ToInt32().Select(value => (sbyte)value)],
                    Short(node, own[0]), own[1],
                    Shorts(take(MultipliersOf(node), DType.I16, [shape.Columns])), Shorts(take(BiasesOf(node), DType.I16, [shape.Columns])));
            }
            else if (TableOf(operation) is { } weight)
            {
                WeightShape shape = graph.Weights[weight];
                tables[node] = new IntegerMatrix(shape.Rows, shape.Columns, Shorts(Weight(weight, DType.I16)));
            }
            else if (operation is Operation.Attention)
            {
                scores[node] = new IntegerScores(Short(node, own[0]), Short(node, own[1]), own[2], Short(node, own[3]));
            }
        }

        return new IntegerConstants(graph, exponents, maps, tables, scores);
    }

    /// <summary>What the integers stand for, as the flat parameter vector of the same rule in floating point.</summary>
    public static float[] Parameters(RuleGraph graph, IntegerConstants constants)
    {
        var parameters = new float[graph.ParameterCount];
        ReadOnlySpan<int> exponents = constants.Exponents;
        for (int node = 0; node < graph.Nodes.Count; node++)
        {
            double unit = Math.ScaleB(1, -exponents[node]);
            if (graph.Nodes[node].Operation is Operation.Linear linear)
            {
                IntegerLinear map = constants.Maps[node];
                double whole = Math.ScaleB(map.Narrow * unit, exponents[graph.Nodes[node].Inputs[0]] - map.Shift - (2 * IntegerArithmetic.MultiplierBits));
                Span<float> weights = parameters.AsSpan(graph.Weights[linear.Weight].Offset, map.Weights.Length);
                for (int i = 0; i < weights.Length; i++)
                {
                    weights[i] = (float)(map.Weights[i] * map.Multipliers[i % map.Columns] * whole);
                }

                for (int column = 0; column < map.Columns && linear.Bias is { }; column++)
                {
                    parameters[graph.Weights[linear.Bias.Value].Offset + column] = (float)(map.Biases[column] * unit);
                }
            }
            else if (TableOf(graph.Nodes[node].Operation) is { } table)
            {
                short[] values = constants.Tables[node].Values;
                for (int i = 0; i < values.Length; i++)
                {
                    parameters[graph.Weights[table].Offset + i] = (float)(values[i] * unit);
                }
            }
        }

        return parameters;
    }

    private static int? TableOf(Operation operation) => operation switch
    {
        Operation.Embed embed => embed.Table,
        Operation.EmbedSlot slot => slot.Table,
        _ => null,
    };

    private static string MultipliersOf(int node) => string.Create(CultureInfo.InvariantCulture, $"integer.{node}.multipliers");

    private static string BiasesOf(int node) => string.Create(CultureInfo.InvariantCulture, $"integer.{node}.biases");

    private static short[] Shorts(Tensor tensor) => Array.ConvertAll(tensor.ToInt32(), value => (short)value);

    private static short Short(int node, int value) => value is >= short.MinValue and <= short.MaxValue
        ? (short)value
        : throw new ArgumentException($"Node {node} has the number {value}, beyond 16 bits.");
}
