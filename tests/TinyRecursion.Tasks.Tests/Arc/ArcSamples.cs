using CsCheck;
using TinyRecursion.Tasks.Arc;

namespace TinyRecursion.Tasks.Tests.Arc;

/// <summary>Grids, tasks and augmentations that several tests use.</summary>
internal static class ArcSamples
{
    public static readonly Gen<ArcGrid> Grid =
        from rows in Gen.Int[1, 30]
        from columns in Gen.Int[1, 30]
        from cells in Gen.Byte[0, 9].Array[rows * columns]
        select new ArcGrid(rows, columns, cells);

    public static readonly Gen<ArcPair> Pair = Gen.Select(Grid, Grid, (input, output) => new ArcPair(input, output));

    public static readonly Gen<ArcAugmentation> Augmentation = Gen.ULong.Select(seed =>
    {
        var random = new SeededRandom(seed);
        return ArcAugmentation.Draw(ref random);
    });

    private static readonly Gen<ArcPair> Test = Gen.Select(Pair, Gen.Bool, (pair, known) => known ? pair : pair with { Output = null });

    public static readonly Gen<ArcTask> Task = Gen.Select(
        Gen.String[Gen.Char['a', 'z'], 1, 12], Pair.Array[1, 3], Test.Array[0, 2], (id, train, test) => new ArcTask(id, train, test));

    /// <summary>The file of hand-made tasks of this name.</summary>
    public static string Fixture(string name) => Path.Combine(AppContext.BaseDirectory, "fixtures", "arc", name);

    /// <summary>Such as <c>"12/30"</c>, <c>"1"</c>.</summary>
    public static ArcPair PairOf(string input, string output) => new(ArcGrid.Parse(input), ArcGrid.Parse(output));
}
