namespace TinyRecursion.Tasks.Custom;

/// <summary>Checks answers by what the instance itself says: it knows no model.</summary>
internal static class CustomChecker
{
    private const int MaximumReasons = 4;

    /// <summary>The groups of the relations that are to be distinct in which a class occurs twice, the first few in words.</summary>
    /// <param name="instance">The instance.</param>
    /// <param name="classes">A class for each cell; those of known and asked cells are looked at.</param>
    /// <returns>None for an accepted answer; null for an instance that does not say what must be distinct.</returns>
    public static IReadOnlyList<string>? Check(CustomInstance instance, ReadOnlySpan<int> classes)
    {
        if (classes.Length != instance.Cells)
        {
            throw new ArgumentException($"{classes.Length} classes for {instance.Cells} cells.", nameof(classes));
        }

        var reasons = new List<string>();
        int most = 0;
        foreach (int value in classes)
        {
            most = Math.Max(most, value);
        }

        var seen = new bool[most + 1];
        foreach (string name in instance.Distinct)
        {
            for (int group = 0; group < instance.Groups[name].Length; group++)
            {
                if (reasons.Count < MaximumReasons && Twice(instance.Groups[name][group], classes, seen) is { } value)
                {
                    reasons.Add($"{name}[{group}] holds class {value} twice");
                }
            }
        }

        return instance.Distinct.Length > 0 ? reasons : null;
    }

    private static int? Twice(int[] group, ReadOnlySpan<int> classes, bool[] seen)
    {
        Array.Clear(seen);
        foreach (int cell in group)
        {
            if (seen[classes[cell]])
            {
                return classes[cell];
            }

            seen[classes[cell]] = true;
        }

        return null;
    }
}
