namespace TinyRecursion.Training.Compression;

/// <summary>Chooses how far apart the 8-bit integers lie that stand for the entries of a value.</summary>
internal static class ActivationGrid
{
    /// <summary>
    /// The step of each column, see <see cref="Step"/>; of one that was never anything but zero, the largest of the others.
    /// </summary>
    /// <param name="samples">Rows, one after the other.</param>
    /// <param name="columns">Their width.</param>
    public static double[] Steps(IReadOnlyList<float> samples, int columns)
    {
        double[] steps = [.. Enumerable.Range(0, columns).Select(column => Step([.. samples.Where((_, i) => i % columns == column)]))];
        double largest = steps.Max();
        return Array.ConvertAll(steps, step => step > 0 ? step : largest > 0 ? largest : 1);
    }

    /// <summary>
    /// The step with the smallest mean square error, among those that cut off up to 70 % of the largest entry; 0 for nothing
    /// but zeros.
    /// </summary>
    /// <param name="samples">Entries.</param>
    public static double Step(IReadOnlyList<float> samples)
    {
        double largest = 0, best = double.PositiveInfinity, chosen = 0;
        foreach (float sample in samples)
        {
            largest = Math.Max(largest, Math.Abs(sample));
        }

        for (int percent = 100; percent >= 30 && largest > 0; percent -= 2)
        {
            double step = largest * percent / 100 / sbyte.MaxValue, error = 0;
            foreach (float sample in samples)
            {
                double entry = Math.Abs(sample), off = entry - (Math.Min(sbyte.MaxValue, Math.Round(entry / step)) * step);
                error += off * off;
            }

            if (error < best)
            {
                (best, chosen) = (error, step);
            }
        }

        return chosen;
    }
}
