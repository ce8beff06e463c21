namespace TinyRecursion.Training.Compression;

/// <summary>Chooses how far apart the 8-bit integers lie that stand for the entries of a value.</summary>
internal static class ActivationGrid
{
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
