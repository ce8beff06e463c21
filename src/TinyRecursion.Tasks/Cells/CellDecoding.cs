namespace TinyRecursion.Tasks.Cells;

/// <summary>Reads classes out of logits.</summary>
internal static class CellDecoding
{
    /// <summary>The class of each cell: the known one where there is one, else the one with the largest logit, the lowest of equals.</summary>
    /// <param name="logits">Cells × classes, row by row.</param>
    /// <param name="known">For each cell its class where it is given, else -1; or null.</param>
    /// <param name="classes">Receives the classes.</param>
    public static void Decode(ReadOnlySpan<float> logits, int[]? known, Span<int> classes)
    {
        int width = logits.Length / Math.Max(1, classes.Length);
        for (int cell = 0; cell < classes.Length; cell++)
        {
            ReadOnlySpan<float> row = logits.Slice(cell * width, width);
            int best = 0;
            for (int j = 1; j < width; j++)
            {
                best = row[j] > row[best] || (float.IsNaN(row[best]) && !float.IsNaN(row[j])) ? j : best;
            }

            classes[cell] = known is not null && known[cell] >= 0 ? known[cell] : best;
        }
    }
}
