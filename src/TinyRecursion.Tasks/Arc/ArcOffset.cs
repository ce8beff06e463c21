namespace TinyRecursion.Tasks.Arc;

/// <summary>Where on the 30×30 field a grid's first cell lies.</summary>
/// <param name="Row">0 to 29.</param>
/// <param name="Column">0 to 29.</param>
internal readonly record struct ArcOffset(int Row, int Column);
