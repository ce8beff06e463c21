using TinyRecursion.IO;
using TinyRecursion.Tasks.Common;
using TinyRecursion.Tasks.Grids;

namespace TinyRecursion.Tasks.Arc;

/// <summary>
/// Another way to show the same task: colours exchanged, all but 0, then one of the eight symmetries. Immutable and safe
/// to share between threads.
/// </summary>
internal sealed class ArcAugmentation : IEquatable<ArcAugmentation>
{
    /// <summary>What stands between the parts of a name.</summary>
    public const string Separator = "|||";

    private readonly byte[] _colours;

    /// <summary>Creates an augmentation.</summary>
    /// <param name="symmetry">0 to 7, as <see cref="Dihedral"/> numbers them.</param>
    /// <param name="colours">The new colour for each, a permutation of 0 to 9 that keeps 0.</param>
    /// <exception cref="ArgumentException">The colours are no such permutation.</exception>
    public ArcAugmentation(int symmetry, ReadOnlySpan<byte> colours)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)symmetry, (uint)Dihedral.Count, nameof(symmetry));
        int found = 0;
        foreach (byte colour in colours)
        {
            found |= colour < ArcGrid.ColourCount ? 1 << colour : 0;
        }

        if (colours.Length != ArcGrid.ColourCount || colours[0] != 0 || found != (1 << ArcGrid.ColourCount) - 1)
        {
            throw new ArgumentException("Expected each colour from 0 to 9 once, 0 first.", nameof(colours));
        }

        (Symmetry, _colours) = (symmetry, colours.ToArray());
    }

    /// <summary>The augmentation that changes nothing.</summary>
    public static ArcAugmentation Identity { get; } = new(0, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);

    /// <summary>The symmetry, 0 to 7, as <see cref="Dihedral"/> numbers them.</summary>
    public int Symmetry { get; }

    /// <summary>The new colour for each colour.</summary>
    public ReadOnlySpan<byte> Colours => _colours;

    /// <summary>Whether nothing is changed.</summary>
    public bool IsIdentity => Equals(Identity);

    /// <summary>Draws one of the 8 · 9! uniformly.</summary>
    /// <param name="random">Decides; moves on.</param>
    public static ArcAugmentation Draw(ref SeededRandom random)
    {
        int symmetry = random.NextInt32(Dihedral.Count);
        return new ArcAugmentation(symmetry, [0, .. Permutations.Draw(ArcGrid.ColourCount - 1, ref random).Select(colour => (byte)(colour + 1))]);
    }

    /// <summary>Reads a name as <see cref="Name"/> spells it.</summary>
    /// <param name="name">Such as <c>id|||t3|||0123456789</c>, or a task's name alone for the identity.</param>
    /// <returns>The task's name and the augmentation.</returns>
    /// <exception cref="FormatException">The name is spelled otherwise.</exception>
    public static (string Id, ArcAugmentation Augmentation) Parse(string name)
    {
        string[] parts = name.Split(Separator);
        if (parts is [{ Length: > 0 }])
        {
            return (name, Identity);
        }

        if (parts is [{ Length: > 0 }, ['t', >= '0' and <= '7'], { Length: ArcGrid.ColourCount } colours] && colours.All(char.IsAsciiDigit))
        {
            try
            {
                return (parts[0], new ArcAugmentation(parts[1][1] - '0', [.. colours.Select(colour => (byte)(colour - '0'))]));
            }
            catch (ArgumentException)
            {
                // Digits that are no permutation: the message below says what is expected.
            }
        }

        throw new FormatException(MessageLine.Of(
            $"Expected a name such as id{Separator}t3{Separator}0123456789 (symmetry 0 to 7, each colour once, 0 first), found {MessageText.Quote(name)}."));
    }

    /// <summary>
    /// The name of a task so augmented, spelled as published: <c>id|||t3|||0123456789</c>; of the identity the task's own.
    /// </summary>
    /// <param name="id">The task's name.</param>
    /// <exception cref="ArgumentException">The name holds <see cref="Separator"/>: the task is augmented already.</exception>
    public string Name(string id)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        if (id.Contains(Separator, StringComparison.Ordinal))
        {
            throw new ArgumentException($"The name holds '{Separator}', as that of an augmented task does.", nameof(id));
        }

        return IsIdentity ? id : $"{id}{Separator}t{Symmetry}{Separator}{string.Concat(_colours)}";
    }

    /// <summary>Changes a grid.</summary>
    /// <param name="grid">The grid.</param>
    public ArcGrid Apply(ArcGrid grid)
    {
        return Change(grid, Symmetry, _colours);
    }

    /// <summary>Changes a pair.</summary>
    /// <param name="pair">With or without output.</param>
    public ArcPair Apply(ArcPair pair)
    {
        return new ArcPair(Apply(pair.Input), pair.Output is null ? null : Apply(pair.Output));
    }

    /// <summary>Changes all pairs of a task, and its name.</summary>
    /// <param name="task">A task that is not augmented yet.</param>
    /// <exception cref="ArgumentException">The task's name says that it is augmented.</exception>
    public ArcTask Apply(ArcTask task)
    {
        return new ArcTask(Name(task.Id), [.. task.Train.Select(Apply)], [.. task.Test.Select(Apply)]);
    }

    /// <summary>Gives the grid back that <see cref="Apply(ArcGrid)"/> makes this one of.</summary>
    /// <param name="grid">The grid.</param>
    public ArcGrid Invert(ArcGrid grid)
    {
        Span<byte> colours = stackalloc byte[ArcGrid.ColourCount];
        for (int colour = 0; colour < colours.Length; colour++)
        {
            colours[_colours[colour]] = (byte)colour;
        }

        return Change(grid, Dihedral.Inverse(Symmetry), colours);
    }

    /// <summary>Gives the pair back that <see cref="Apply(ArcPair)"/> makes this one of.</summary>
    /// <param name="pair">With or without output.</param>
    public ArcPair Invert(ArcPair pair)
    {
        return new ArcPair(Invert(pair.Input), pair.Output is null ? null : Invert(pair.Output));
    }

    /// <summary>Gives the task back that <see cref="Apply(ArcTask)"/> makes this one of.</summary>
    /// <param name="task">A task whose name says that it is so augmented.</param>
    /// <exception cref="ArgumentException">The name tells of another augmentation.</exception>
    /// <exception cref="FormatException">The name cannot be read.</exception>
    public ArcTask Invert(ArcTask task)
    {
        (string id, ArcAugmentation augmentation) = Parse(task.Id);
        return augmentation.Equals(this)
            ? new ArcTask(id, [.. task.Train.Select(Invert)], [.. task.Test.Select(Invert)])
            : throw new ArgumentException($"Expected a task named {Name(id)}, found {task.Id}.", nameof(task));
    }

    public bool Equals(ArcAugmentation? other) =>
        other is not null && Symmetry == other.Symmetry && _colours.AsSpan().SequenceEqual(other._colours);

    public override bool Equals(object? obj) => Equals(obj as ArcAugmentation);

    public override int GetHashCode()
    {
        ulong colours = 0;
        foreach (byte colour in _colours)
        {
            colours = (colours << 4) | colour;
        }

        return HashCode.Combine(Symmetry, colours);
    }

    private static ArcGrid Change(ArcGrid grid, int symmetry, ReadOnlySpan<byte> colours)
    {
        Span<byte> cells = stackalloc byte[grid.Cells.Length];
        Dihedral.Apply(symmetry, grid.Cells, grid.Rows, grid.Columns, cells);
        foreach (ref byte cell in cells)
        {
            cell = colours[cell];
        }

        (int rows, int columns) = Dihedral.SizeAfter(symmetry, grid.Rows, grid.Columns);
        return new ArcGrid(rows, columns, cells);
    }
}
