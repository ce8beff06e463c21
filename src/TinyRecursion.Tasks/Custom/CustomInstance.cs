namespace TinyRecursion.Tasks.Custom;

/// <summary>
/// An instance of a task that is described by data alone: cells with small whole numbers as inputs, groups and neighbours
/// among them, and a class to be found for each cell that is asked for. Made by <see cref="CustomFile"/> or in code; immutable.
/// </summary>
/// <param name="Cells">The number of cells, at least one.</param>
public sealed record CustomInstance(int Cells) : IInstance
{
    /// <summary>Marks a cell without a class.</summary>
    public const int None = -1;

    /// <summary>The most cells.</summary>
    public const int MaximumCells = 100_000;

    /// <summary>The most members of all groups, or neighbours of all cells, together.</summary>
    public const int MaximumMembers = 1_000_000;

    /// <summary>The largest input.</summary>
    public const int MaximumInput = 4095;

    /// <summary>The most classes.</summary>
    public const int MaximumClasses = 256;

    /// <summary>The most columns of inputs, relations of groups, and relations of neighbours.</summary>
    public const int MaximumNames = 32;

    /// <summary>The most neighbours of a cell in one relation.</summary>
    public const int MaximumDegree = 64;

    /// <summary>The line of the file, 0 for none.</summary>
    public int Line { get; init; }

    /// <summary>Columns of inputs by name: a number of at least zero for each cell. Sorted by name.</summary>
    public SortedList<string, int[]> Inputs { get; init; } = new(StringComparer.Ordinal);

    /// <summary>Groups by the name of their relation: each a list of cells. Sorted by name.</summary>
    public SortedList<string, int[][]> Groups { get; init; } = new(StringComparer.Ordinal);

    /// <summary>Ordered neighbours by the name of their relation: for each cell as many as for any other, <see cref="None"/> for none. Sorted by name.</summary>
    public SortedList<string, int[][]> Neighbours { get; init; } = new(StringComparer.Ordinal);

    /// <summary>For each cell its class where it is given, else <see cref="None"/>; null where the task gives none.</summary>
    public int[]? Known { get; init; }

    /// <summary>The cells that are asked for, rising.</summary>
    public int[] Asked { get; init; } = [];

    /// <summary>For each cell the class to learn, else <see cref="None"/>; null where no label is there.</summary>
    public int[]? Labels { get; init; }

    /// <summary>The relations in each of whose groups no class may occur twice, which makes an answer checkable; sorted.</summary>
    public string[] Distinct { get; init; } = [];
}
