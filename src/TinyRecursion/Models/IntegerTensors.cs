using System.Globalization;
using TinyRecursion.Execution;
using TinyRecursion.Execution.Integer;
using TinyRecursion.Operations;
using TinyRecursion.Rules;

namespace TinyRecursion.Models;

/// <summary>
/// The numbers of a rule that runs in integers, as tensors of a model file: tables as I16 under the names of their weights, and
/// what belongs to a node under its index.
/// </summary>
internal static class IntegerTensors
{
    private const string Exponents = "integer.exponents";
    private const string Numbers = "integer.numbers";

    /// <summary>Columns of <see cref="Numbers"/>: the bits of a map's weights; shift, multiplier, narrow and narrow of scores.</summary>
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
                own[0] = map.WeightBits;
                byte[] packed = PackedWeights.Pack(map.Weights, own[0]);
                tensors.Add(Tensor.FromBytes(Of(node, "weights"), DType.U8, [packed.Length], packed));
                tensors.Add(Tensor.FromBytes(Of(node, "shifts"), DType.U8, [map.Columns], map.Shifts));
                tensors.Add(Tensor.FromInt16(Of(node, "multipliers"), [map.Columns], map.Multipliers));
                tensors.Add(Tensor.FromInt16(Of(node, "biases"), [map.Columns], map.Biases));
            }
            else if (constants.Tables.TryGetValue(node, out Matrix<short>? table))
            {
                int weight = graph.Nodes[node].Operation.WeightOf(WeightRole.Table)!.Value;
                if (written.Add(weight))
                {
                    tensors.Add(Tensor.FromInt16(graph.Weights[weight].Name, [table.Rows, table.Columns], table.Values));
                }
            }
            else if (constants.Scores.TryGetValue(node, out IntegerScores? scores))
            {
                (own[0], own[1], own[2], own[3]) = (scores.Shift, scores.Multiplier, scores.NarrowQuery, scores.NarrowKey);
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
        var tables = new Dictionary<int, Matrix<short>>();
        var scores = new Dictionary<int, IntegerScores>();
        var read = new Dictionary<int, short[]>();
        for (int node = 0; node < nodes; node++)
        {
            ReadOnlySpan<int> own = numbers.AsSpan(node * NumbersPerNode, NumbersPerNode);
            Operation operation = graph.Nodes[node].Operation;
            if (operation.WeightOf(WeightRole.Map) is { } matrix)
            {
                WeightShape shape = graph.Weights[matrix];
                int count = shape.Rows * shape.Columns;
                Tensor packed = take(Of(node, "weights"), DType.U8, [PackedWeights.LengthOf(count, own[0])]);
                maps[node] = new IntegerLinear(
                    shape.Rows, shape.Columns, PackedWeights.Unpack(packed.Data.Span, own[0], count),
                    take(Of(node, "shifts"), DType.U8, [shape.Columns]).Data.ToArray(),
                    Shorts(take(Of(node, "multipliers"), DType.I16, [shape.Columns])),
                    Shorts(take(Of(node, "biases"), DType.I16, [shape.Columns])));
            }
            else if (operation.WeightOf(WeightRole.Table) is { } weight)
            {
                WeightShape shape = graph.Weights[weight];
                if (!read.TryGetValue(weight, out short[]? values))
                {
                    read[weight] = values = Shorts(take(shape.Name, DType.I16, [shape.Rows, shape.Columns]));
                }

                tables[node] = new Matrix<short>(shape.Rows, shape.Columns, values);
            }
            else if (operation is Operation.Attention)
            {
                scores[node] = new IntegerScores(Short(node, own[2]), Short(node, own[3]), own[0], Short(node, own[1]));
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
            Operation operation = graph.Nodes[node].Operation;
            if (operation.WeightOf(WeightRole.Map) is { } matrix)
            {
                IntegerLinear map = constants.Maps[node];
                double whole = Math.ScaleB(unit, exponents[graph.Nodes[node].Inputs[0]] - IntegerArithmetic.MultiplierBits);
                Span<float> weights = parameters.AsSpan(graph.Weights[matrix].Offset, map.Weights.Length);
                for (int i = 0; i < weights.Length; i++)
                {
                    int column = i % map.Columns;
                    weights[i] = (float)(Math.ScaleB(whole, -map.Shifts[column]) * map.Weights[i] * map.Multipliers[column]);
                }

                int? bias = operation.WeightOf(WeightRole.Bias);
                for (int column = 0; column < map.Columns && bias is not null; column++)
                {
                    parameters[graph.Weights[bias.Value].Offset + column] = (float)(map.Biases[column] * unit);
                }
            }
            else if (operation.WeightOf(WeightRole.Table) is { } table)
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

    private static string Of(int node, string what) => string.Create(CultureInfo.InvariantCulture, $"integer.{node}.{what}");

    private static short[] Shorts(Tensor tensor) => Array.ConvertAll(tensor.ToInt32(), value => (short)value);

    private static short Short(int node, int value) => value is >= short.MinValue and <= short.MaxValue
        ? (short)value
        : throw new ArgumentException($"Node {node} has the number {value}, beyond 16 bits.");
}
