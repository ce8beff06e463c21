using CsCheck;
using TinyRecursion.Tasks.Custom;

namespace TinyRecursion.Tasks.Tests.Custom;

/// <summary>Instances to draw.</summary>
internal static class CustomSamples
{
    /// <summary>Instances with every field, some of them empty.</summary>
    public static Gen<CustomInstance> Any { get; } =
        from cells in Gen.Int[1, 8]
        from height in Gen.Int[0, 5].Array[cells]
        from groups in Gen.Int[0, cells - 1].Array[1, 4].Array[0, 4]
        from next in Gen.Int[-1, cells - 1].Array[cells]
        from sides in Gen.Int[-1, cells - 1].Array[3].Array[cells]
        from labels in Gen.Int[0, 3].Array[cells]
        from known in Gen.Bool.Array[cells]
        select new CustomInstance(cells)
        {
            Inputs = new(StringComparer.Ordinal) { ["height"] = height },
            Groups = new(StringComparer.Ordinal) { ["line"] = [.. groups.Select(members => members.Distinct().ToArray())] },
            Neighbours = new(StringComparer.Ordinal) { ["next"] = [.. next.Select(cell => new[] { cell })], ["sides"] = sides },
            Known = [.. labels.Select((label, cell) => known[cell] && cell > 0 ? label : CustomInstance.None)],
            Asked = [.. Enumerable.Range(0, cells).Where(cell => !known[cell] || cell == 0)],
            Labels = labels,
            Distinct = ["line"],
        };
}
