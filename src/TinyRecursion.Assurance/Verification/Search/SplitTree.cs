namespace TinyRecursion.Assurance.Verification.Search;

/// <summary>
/// A box of a search with what became of it: cut smaller, split in two, or shown to hold nothing unsafe. The tree of a finished search is what a
/// certificate holds.
/// </summary>
internal sealed class SplitTree
{
    /// <summary>Parts at the box's sides in which nothing is unsafe, cut off before anything else.</summary>
    public IReadOnlyList<BoxCut> Cuts { get; set; } = [];

    /// <summary>The input at which what is left is split; negative for a box that is shown to be safe.</summary>
    public int Input { get; set; } = -1;

    /// <summary>The value at which it is split; both parts hold it.</summary>
    public double Value { get; set; }

    /// <summary>The part below.</summary>
    public SplitTree? Below { get; set; }

    /// <summary>The part above.</summary>
    public SplitTree? Above { get; set; }

    /// <summary>For a box that is shown to be safe: how much of each constraint makes up the sum that is above zero on it.</summary>
    public byte[]? Shares { get; set; }
}
