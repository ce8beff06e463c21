namespace TinyRecursion.Tasks.Custom;

/// <summary>What the checker says of an answer.</summary>
/// <param name="Checkable">Whether the instance says when an answer is right.</param>
/// <param name="Reasons">The first groups in which a class occurs twice; empty where none does.</param>
/// <param name="Wrong">How many such groups there are.</param>
public sealed record CustomVerdict(bool Checkable, IReadOnlyList<string> Reasons, int Wrong)
{
    /// <summary>Whether the answer is known to be right.</summary>
    public bool IsRight => Checkable && Wrong == 0;
}
