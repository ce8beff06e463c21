namespace TinyRecursion.Tasks.Custom;

/// <summary>Checks answers by what the instance itself says: it knows no model.</summary>
public static class CustomChecker
{
    private const int MaximumReasons = 4;

    /// <summary>Whether no class occurs twice in a group of the relations that are to be distinct.</summary>
    /// <param name="instance">The instance.</param>
    /// <param name="classes">A class for each cell; those of known and asked cells are looked at.</param>
    public static CustomVerdict Check(CustomInstance instance, ReadOnlySpan<int> classes)
    {
        ArgumentNullException.ThrowIfNull(instance);
        if (classes.Length != instance.Cells)
        {
            throw new ArgumentException($"{classes.Length} classes for {instance.Cells} cells.", nameof(classes));
        }

        var reasons = new List<string>();
        int wrong = 0;
        foreach (string name in instance.Distinct)
        {
            for (int group = 0; group < instance.Groups[name].Length; group++)
            {
                if (Twice(instance.Groups[name][group], classes) is { } value)
                {
                    wrong++;
                    if (reasons.Count < MaximumReasons)
                    {
                        reasons.Add($"{name}[{group}] holds class {value} twice");
                    }
                }
            }
        }

        return new CustomVerdict(instance.Distinct.Length > 0, reasons, wrong);
    }

    private static int? Twice(int[] group, ReadOnlySpan<int> classes)
    {
        var seen = new HashSet<int>();
        foreach (int cell in group)
        {
            if (!seen.Add(classes[cell]))
            {
                return classes[cell];
            }
        }

        return null;
    }
}
