using TinyRecursion.Rules;

namespace TinyRecursion.Training.Compression;

/// <summary>A matrix rounded to few integers with a scale for each column.</summary>
/// <param name="Integers">The integers, row by row.</param>
/// <param name="Scales">For each column what its integers are multiplied with.</param>
internal sealed record WeightGrid(sbyte[] Integers, double[] Scales)
{
    /// <summary>Rounds a matrix, each column with the scale of the smallest square error.</summary>
    /// <param name="parameters">The flat parameter vector.</param>
    /// <param name="shape">The matrix in it.</param>
    /// <param name="steps">For each row what one unit of its entries is: weights are rounded times that.</param>
    /// <param name="levels">The largest integer.</param>
    public static WeightGrid Round(ReadOnlySpan<float> parameters, WeightShape shape, double[] steps, int levels)
    {
        ReadOnlySpan<float> weights = parameters.Slice(shape.Offset, shape.Count);
        var integers = new sbyte[weights.Length];
        var scales = new double[shape.Columns];
        var column = new double[shape.Rows];
        for (int j = 0; j < scales.Length; j++)
        {
            for (int k = 0; k < column.Length; k++)
            {
                column[k] = weights[(k * scales.Length) + j] * steps[k];
            }

            scales[j] = Scale(column, levels);
            for (int k = 0; k < column.Length; k++)
            {
                integers[(k * scales.Length) + j] = scales[j] == 0 ? (sbyte)0 : (sbyte)Nearest(column[k], scales[j], levels);
            }
        }

        return new WeightGrid(integers, scales);
    }

    /// <summary>The best of scales that cut off up to 70 % of the largest weight, which few levels do well to.</summary>
    private static double Scale(double[] column, int levels)
    {
        double largest = column.Max(Math.Abs), best = double.PositiveInfinity, chosen = 0;
        for (int percent = 100; percent >= 30 && largest > 0; percent -= 2)
        {
            double scale = largest * percent / 100 / levels;
            double error = column.Sum(weight => Math.Pow(weight - (Nearest(weight, scale, levels) * scale), 2));
            if (error < best)
            {
                (best, chosen) = (error, scale);
            }
        }

        return chosen;
    }

    private static double Nearest(double weight, double scale, int levels) => Math.Clamp(Math.Round(weight / scale), -levels, levels);
}
