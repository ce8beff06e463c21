namespace TinyRecursion.Tasks.Common;

/// <summary>Finds what somebody who mistyped a name may have meant.</summary>
internal static class NearestName
{
    /// <summary>Words that name the nearest of some names, such as <c> (did you mean 'maze'?)</c>; empty where none is near.</summary>
    /// <param name="name">The name as it was typed.</param>
    /// <param name="names">The names that exist.</param>
    public static string Hint(string name, IEnumerable<string> names)
    {
        (string? Name, int Distance) nearest = names.Select(known => ((string?)known, Distance(name, known))).DefaultIfEmpty((null, int.MaxValue)).MinBy(pair => pair.Item2);
        return nearest.Name is not null && nearest.Distance <= Math.Max(2, name.Length / 3) ? $" (did you mean '{nearest.Name}'?)" : string.Empty;
    }

    /// <summary>The edits that lead from one text to another (Levenshtein 1966); long texts are cut.</summary>
    private static int Distance(string from, string to)
    {
        const int Longest = 40;
        (from, to) = (from[..Math.Min(from.Length, Longest)], to[..Math.Min(to.Length, Longest)]);
        int[] row = [.. Enumerable.Range(0, to.Length + 1)];
        for (int i = 1; i <= from.Length; i++)
        {
            int corner = row[0];
            row[0] = i;
            for (int j = 1; j <= to.Length; j++)
            {
                (corner, row[j]) = (row[j], Math.Min(Math.Min(row[j], row[j - 1]) + 1, corner + (from[i - 1] == to[j - 1] ? 0 : 1)));
            }
        }

        return row[^1];
    }
}
