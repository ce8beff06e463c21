using TinyRecursion.Problems;

namespace TinyRecursion.TorchComparison;

/// <summary>A 9×9 Sudoku as both sides of the comparison see it.</summary>
/// <param name="Live">Which of the 729 candidates (row, column, digit) are cells of the problem, in that order.</param>
/// <param name="Problem">The live candidates alone, with relations <c>cell</c>, <c>line</c> and <c>box</c>.</param>
/// <param name="Labels">For each group of <c>cell</c> the index of the true member.</param>
internal sealed record CandidateBoard(bool[] Live, Problem Problem, int[] Labels)
{
    /// <summary>Candidates of a board.</summary>
    public const int Candidates = 729;

    /// <summary>Feature columns of a candidate: the sizes of its cell, row, column and box group.</summary>
    public static IReadOnlyList<string> FeatureTables { get; } = ["cell", "line", "line", "box"];

    /// <summary>The relations.</summary>
    public static IReadOnlyList<string> Relations { get; } = ["cell", "line", "box"];

    /// <summary>A board from its candidates.</summary>
    /// <param name="live">Which candidates there are.</param>
    /// <param name="random">Draws a true candidate for each cell.</param>
    public static CandidateBoard Create(bool[] live, ref SeededRandom random)
    {
        int[] cells = Enumerable.Range(0, Candidates).Where(candidate => live[candidate]).ToArray();
        var groups = new List<int>[4][];
        for (int kind = 0; kind < groups.Length; kind++)
        {
            groups[kind] = Enumerable.Range(0, 81).Select(_ => new List<int>()).ToArray();
            for (int i = 0; i < cells.Length; i++)
            {
                groups[kind][GroupOf(kind, cells[i])].Add(i);
            }
        }

        var features = new int[4 * cells.Length];
        for (int i = 0; i < features.Length; i++)
        {
            features[i] = groups[i % 4][GroupOf(i % 4, cells[i / 4])].Count;
        }

        var topology = new Topology(
            cells.Length,
            new GroupRelation("cell", cells.Length, Filled(groups[0])),
            new GroupRelation("line", cells.Length, Filled([.. groups[1], .. groups[2]])),
            new GroupRelation("box", cells.Length, Filled(groups[3])));
        var labels = new List<int>();
        foreach (int[] members in Filled(groups[0]))
        {
            labels.Add(random.NextInt32(members.Length));
        }

        return new CandidateBoard(live, new Problem(topology, 4, features), labels.ToArray());
    }

    /// <summary>The rows of the live candidates.</summary>
    /// <param name="rows">A row for each of the 729 candidates; more may follow.</param>
    /// <param name="width">Entries per row.</param>
    public float[] SelectLive(ReadOnlySpan<float> rows, int width)
    {
        var selected = new float[Problem.Cells * width];
        int at = 0;
        for (int candidate = 0; candidate < Candidates; candidate++)
        {
            if (Live[candidate])
            {
                rows.Slice(candidate * width, width).CopyTo(selected.AsSpan(at++ * width));
            }
        }

        return selected;
    }

    /// <summary>The group (0 to 80) of a candidate in the relation of a feature column.</summary>
    public static int GroupOf(int column, int candidate)
    {
        int row = candidate / 81, place = candidate / 9 % 9, digit = candidate % 9;
        return column switch
        {
            0 => (row * 9) + place,
            1 => (row * 9) + digit,
            2 => (place * 9) + digit,
            _ => (((row / 3 * 3) + (place / 3)) * 9) + digit,
        };
    }

    private static List<int[]> Filled(IEnumerable<List<int>> groups) =>
        groups.Where(group => group.Count > 0).Select(group => group.ToArray()).ToList();
}
