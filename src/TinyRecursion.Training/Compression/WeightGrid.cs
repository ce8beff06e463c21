using TinyRecursion.Execution.Integer;
using TinyRecursion.Rules;

namespace TinyRecursion.Training.Compression;

/// <summary>A matrix rounded to few integers with a scale for each column.</summary>
/// <param name="Integers">The integers, row by row.</param>
/// <param name="Scales">For each column what its integers are multiplied with; 0 for one of zeros.</param>
internal sealed record WeightGrid(sbyte[] Integers, double[] Scales)
{
    /// <summary>Rounds a matrix, each column with the scale of the smallest square error.</summary>
    /// <param name="parameters">The flat parameter vector.</param>
    /// <param name="shape">The matrix in it.</param>
    /// <param name="levels">The largest integer.</param>
    public static WeightGrid Round(ReadOnlySpan<float> parameters, WeightShape shape, int levels)
    {
        ReadOnlySpan<float> weights = parameters.Slice(shape.Offset, shape.Count);
        var integers = new sbyte[weights.Length];
        var scales = new double[shape.Columns];
        var column = new float[shape.Rows];
        for (int j = 0; j < scales.Length; j++)
        {
            for (int k = 0; k < column.Length; k++)
            {
                column[k] = weights[(k * scales.Length) + j];
            }

            // A long column has fewer levels, so that its sums do not overflow.
            int size = int.MaxValue;
            for (int most = levels; size > IntegerLinear.LargestColumn; most--)
            {
                scales[j] = Scale(column, most);
                size = 0;
                for (int k = 0; k < column.Length && scales[j] > 0; k++)
                {
                    int integer = Nearest(column[k] / (float)scales[j], most);
                    integers[(k * scales.Length) + j] = (sbyte)integer;
                    size += Math.Abs(integer);
                }
            }
        }

        return new WeightGrid(integers, scales);
    }

    /// <summary>The best of scales that cut off up to 70 % of the largest weight, which few levels do well to.</summary>
    private static float Scale(ReadOnlySpan<float> column, int levels)
    {
        float largest = 0, best = float.PositiveInfinity, chosen = 0;
        foreach (float weight in column)
        {
            largest = Math.Max(largest, Math.Abs(weight));
        }

        for (int percent = 100; percent >= 30 && largest > 0; percent -= 2)
        {
            float scale = largest * percent / 100 / levels, inverse = 1 / scale, error = 0;
            foreach (float weight in column)
            {
                float off = weight - (Nearest(weight * inverse, levels) * scale);
                error += off * off;
            }

            if (error < best)
            {
                (best, chosen) = (error, scale);
            }
        }

        return chosen;
    }

    private static int Nearest(float integer, int levels) => (int)Math.Clamp(MathF.Round(integer), -levels, levels);
}
