using TinyRecursion.Assurance.Checker.Reading;

namespace TinyRecursion.Assurance.Checker.Answers;

/// <summary>Cells with a class each: the classes that are given are kept, and in no group that must be distinct a class stands twice.</summary>
internal static class CustomProof
{
    private const int MaximumCells = 100_000, MaximumClasses = 256;

    /// <summary>Reads and checks a proof.</summary>
    /// <returns>The reason why it does not hold, or null.</returns>
    public static string? Check(ref ProofReader reader)
    {
        reader.ReadClaim("distinct");
        int cells = reader.Number("cells", 1, MaximumCells);
        int[] known = reader.Numbers<int>("known", -1, MaximumClasses - 1);
        int[][] groups = reader.Lists<int>("groups", 0, cells - 1);
        int[] classes = reader.Numbers<int>("classes", 0, MaximumClasses - 1);
        if (classes.Length != cells || known.Length != cells || groups.Length == 0)
        {
            throw reader.Error($"{known.Length} known and {classes.Length} classes for {cells} cells, {groups.Length} groups");
        }

        for (int cell = 0; cell < cells; cell++)
        {
            if (known[cell] >= 0 && known[cell] != classes[cell])
            {
                return $"cell {cell} has class {classes[cell]}, {known[cell]} is given";
            }
        }

        for (int group = 0; group < groups.Length; group++)
        {
            var seen = new HashSet<int>();
            foreach (int cell in groups[group])
            {
                if (!seen.Add(classes[cell]))
                {
                    return $"group {group} holds class {classes[cell]} twice, again in cell {cell}";
                }
            }
        }

        return null;
    }
}
