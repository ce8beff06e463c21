namespace TinyRecursion.Tasks.Custom;

/// <summary>What can name a column of inputs or a relation; the names become names of weights.</summary>
internal static class CustomNames
{
    /// <summary>The column of inputs that stands for known classes.</summary>
    public const string Known = "known";

    private const int Longest = 32;

    // Weights that every relational rule has.
    private static readonly string[] Taken = ["update", "message", "output", "readout", Known];

    /// <summary>What keeps a text from being a name, or null.</summary>
    public static string? Problem(string name)
    {
        if (name.Length is 0 or > Longest || !name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))
        {
            return $"a name is 1 to {Longest} letters, digits, '-' and '_'";
        }

        return Taken.Contains(name) ? "this name has a meaning of its own: choose another" : null;
    }
}
