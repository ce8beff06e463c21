namespace TinyRecursion.Tasks.Maze;

/// <summary>A label that is asked for from a step on.</summary>
/// <param name="Label">The label.</param>
/// <param name="From">The first step after which it is asked for; <see cref="Never"/> for a cell without a label.</param>
internal readonly record struct DueLabel(int Label, int From)
{
    /// <summary>A step that does not come.</summary>
    public const int Never = int.MaxValue;

    /// <summary>What stands for a cell without a label.</summary>
    public static DueLabel None { get; } = new(0, Never);
}
