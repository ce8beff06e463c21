using TinyRecursion.Recursion;

namespace TinyRecursion.Tasks.Maze;

/// <summary>What a rule made of a maze.</summary>
/// <param name="Marks">The way marked at the end; a shortest one only if <paramref name="Verdict"/> says so.</param>
/// <param name="Verdict">What the checker says of it.</param>
/// <param name="IsExact">
/// Whether the answer is the label, for models of token sequences in every token, as published results count; null where
/// no label is given.
/// </param>
/// <param name="Steps">Steps of the last run.</param>
/// <param name="TotalSteps">Steps of all runs together.</param>
/// <param name="Restart">The start it ended from, 0 for the first.</param>
/// <param name="Reason">Why the last run ended.</param>
/// <param name="Confidence">The probability that a halting head gives the answer of being right; null for rules without one.</param>
public sealed record MazeResult(
    MazeMarks Marks, MazeVerdict Verdict, bool? IsExact, int Steps, long TotalSteps, int Restart, HaltReason Reason, double? Confidence)
{
    /// <summary>Whether the answer is right: one of the shortest ways, or none where there is none.</summary>
    public bool IsRight => Verdict.IsRight;

    /// <summary>Whether the maze has no way: that is known by the checker's search, whatever the rule marks.</summary>
    public bool HasNoWay => Verdict.ShortestMoves is null;

    /// <summary><c>no way</c>, <c>solved</c> or <c>unsolved</c>.</summary>
    public string Status => HasNoWay ? "no way" : IsRight ? "solved" : "unsolved";
}
