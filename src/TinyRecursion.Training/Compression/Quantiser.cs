using TinyRecursion.Execution;
using TinyRecursion.Execution.Integer;
using TinyRecursion.Operations;
using TinyRecursion.Rules;

namespace TinyRecursion.Training.Compression;

/// <summary>
/// Makes the numbers of integer execution of a trained rule, without further training: weights with a scale for each column of a
/// map (Jacob et al. 2018, arXiv 1712.05877; Krishnamoorthi 2018, arXiv 1806.08342), values by what a calibration has met.
/// </summary>
internal static class Quantiser
{
    /// <summary>Chooses all numbers.</summary>
    /// <param name="graph">The rule.</param>
    /// <param name="parameters">Its flat parameter vector.</param>
    /// <param name="calibration">What values it computes.</param>
    /// <param name="levels">The largest weight: 127 for 8 bits, 7 for 4, 1 for ternary weights.</param>
    public static IntegerConstants Quantise(RuleGraph graph, ReadOnlySpan<float> parameters, Calibration calibration, int levels = sbyte.MaxValue)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(levels, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(levels, sbyte.MaxValue);
        var grids = new Dictionary<int, WeightGrid>();
        for (int node = 0; node < graph.Nodes.Count; node++)
        {
            if (graph.Nodes[node].Operation.WeightOf(WeightRole.Map) is { } map)
            {
                grids[node] = WeightGrid.Round(parameters, graph.Weights[map], levels);
            }
        }

        int[] exponents = ExponentClasses.Choose(graph, calibration, grids);
        var maps = new Dictionary<int, IntegerLinear>();
        var tables = new Dictionary<int, Matrix<short>>();
        var scores = new Dictionary<int, IntegerScores>();
        for (int node = 0; node < graph.Nodes.Count; node++)
        {
            Node it = graph.Nodes[node];
            if (grids.TryGetValue(node, out WeightGrid? grid))
            {
                maps[node] = Map(graph, parameters, exponents, node, grid);
            }
            else if (it.Operation.WeightOf(WeightRole.Table) is { } table)
            {
                tables[node] = Table(graph.Weights[table], parameters, exponents[node]);
            }
            else if (it.Operation is Operation.Attention attention)
            {
                scores[node] = Scores(calibration, exponents, it, it.Shape.Width / attention.Heads);
            }
        }

        return new IntegerConstants(graph, exponents, maps, tables, scores);
    }

    private static IntegerLinear Map(RuleGraph graph, ReadOnlySpan<float> parameters, int[] exponents, int node, WeightGrid grid)
    {
        Operation operation = graph.Nodes[node].Operation;
        WeightShape shape = graph.Weights[operation.WeightOf(WeightRole.Map)!.Value];
        int? bias = operation.WeightOf(WeightRole.Bias);
        var shifts = new byte[shape.Columns];
        var multipliers = new short[shape.Columns];
        var biases = new short[shape.Columns];
        for (int column = 0; column < shifts.Length; column++)
        {
            // What one unit of the column's sum is in units of the output: a multiplier of a half to one, shifted.
            double factor = grid.Scales[column] * Math.ScaleB(1, exponents[node] - exponents[graph.Nodes[node].Inputs[0]]);
            shifts[column] = (byte)(factor > 0 ? Math.Clamp(-1 - Math.ILogB(factor), 0, IntegerLinear.LargestShift) : 0);
            multipliers[column] = ToShort(factor * Math.ScaleB(1, shifts[column] + IntegerArithmetic.MultiplierBits));
            if (bias is { } added)
            {
                biases[column] = ToShort(parameters[graph.Weights[added].Offset + column] * Math.ScaleB(1, exponents[node]));
            }
        }

        return new IntegerLinear(shape.Rows, shape.Columns, grid.Integers, shifts, multipliers, biases);
    }

    /// <summary>
    /// The shift after which sums fit 16 bits and no multiplier needs more: as far right as multipliers allow, which
    /// keeps their digits, but not much further than sums need, which keeps theirs.
    /// </summary>
    private static int Shift(double largestFactor, double largestSum)
    {
        const int Spare = 3;
        int most = largestFactor > 0 ? (int)Math.Floor(Math.Log2(short.MaxValue / largestFactor)) - IntegerArithmetic.MultiplierBits : 0;
        int least = largestSum > 0 ? (int)Math.Ceiling(Math.Log2(largestSum * ExponentClasses.Headroom / short.MaxValue)) : 0;
        return Math.Clamp(Math.Min(most, least + Spare), -15, 31);
    }

    /// <summary>The multiplier that makes 8-bit entries with a step of 16-bit ones.</summary>
    private static short Narrow(double step, int exponent) =>
        step > 0 ? (short)Math.Clamp(Math.Round(32768 / Math.ScaleB(step, exponent)), 1, short.MaxValue) : short.MaxValue;

    private static Matrix<short> Table(WeightShape shape, ReadOnlySpan<float> parameters, int exponent)
    {
        var table = new Matrix<short>(shape.Rows, shape.Columns);
        for (int i = 0; i < shape.Count; i++)
        {
            table.Values[i] = ToShort(parameters[shape.Offset + i] * Math.ScaleB(1, exponent));
        }

        return table;
    }

    private static IntegerScores Scores(Calibration calibration, int[] exponents, Node node, int width)
    {
        (int q, int k) = (node.Inputs[0], node.Inputs[1]);
        short narrowQuery = Narrow(ActivationGrid.Step(calibration.Samples(q)), exponents[q]);
        short narrowKey = Narrow(ActivationGrid.Step(calibration.Samples(k)), exponents[k]);
        double factor = 32768.0 / narrowQuery * (32768.0 / narrowKey) * Math.ScaleB(1, IntegerTables.ExpFraction - exponents[q] - exponents[k]) / Math.Sqrt(width);
        int shift = Shift(factor, width * sbyte.MaxValue * sbyte.MaxValue);
        return new IntegerScores(narrowQuery, narrowKey, shift, ToShort(factor * Math.ScaleB(1, shift + IntegerArithmetic.MultiplierBits)));
    }

    private static short ToShort(double value) =>
        (short)Math.Clamp(Math.Round(value, MidpointRounding.AwayFromZero), short.MinValue, short.MaxValue);
}
