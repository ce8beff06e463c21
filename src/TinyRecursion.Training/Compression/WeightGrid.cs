namespace TinyRecursion.Training.Compression;

/// <summary>A matrix rounded to few integers with a scale for each column.</summary>
/// <param name="Integers">The integers, row by row.</param>
/// <param name="Scales">For each column what its integers are multiplied with.</param>
internal sealed record WeightGrid(sbyte[] Integers, double[] Scales)
{
    /// <summary>Rounds a matrix, each column with the scale of the smallest square error.</summary>
    /// <param name="weights">The matrix, row by row.</param>
    /// <param name="columns">Its columns.</param>
    /// <param name="levels">The largest integer.</param>
    public static WeightGrid Round(ReadOnlySpan<float> weights, int columns, int levels)
    {
        var integers = new sbyte[weights.Length];
        var scales = new double[columns];
        var column = new double[weights.Length / columns];
        for (int j = 0; j < columns; j++)
        {
            for (int k = 0; k < column.Length; k++)
            {
                column[k] = weights[(k * columns) + j];
            }

            scales[j] = Scale(column, levels);
            for (int k = 0; k < column.Length; k++)
            {
                integers[(k * columns) + j] = scales[j] == 0 ? (sbyte)0 : (sbyte)Nearest(column[k], scales[j], levels);
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
