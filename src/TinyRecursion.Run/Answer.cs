namespace TinyRecursion.Run;

/// <summary>What is printed of an instance.</summary>
/// <param name="Text">The lines, the last with its line feed too.</param>
/// <param name="IsSolved">Whether it is solved.</param>
internal readonly record struct Answer(string Text, bool IsSolved);
