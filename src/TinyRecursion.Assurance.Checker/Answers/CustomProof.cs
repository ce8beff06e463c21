using TinyRecursion.Assurance.Checker.Reading;

namespace TinyRecursion.Assurance.Checker.Answers;

/// <summary>Cells with a class each: the classes that are given are kept, and in no group that must be distinct a class stands twice.</summary>
internal static class CustomProof
{
    private const int MaximumCells = 100_000, MaximumClasses = 256;

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

        int changed = Enumerable.Range(0, cells).FirstOrDefault(cell => known[cell] >= 0 && known[cell] != classes[cell], -1);
        int twice = Array.FindIndex(groups, group => group.DistinctBy(cell => classes[cell]).Count() < group.Length);
        return changed >= 0 ? $"cell {changed} has class {classes[changed]}, {known[changed]} is given"
            : twice >= 0 ? $"group {twice} holds a class twice" : null;
    }
}
