namespace TinyRecursion.Tasks.Arc;

/// <summary>A cell in which two grids differ.</summary>
/// <param name="Row">From 0.</param>
/// <param name="Column">From 0.</param>
/// <param name="Expected">The right colour.</param>
/// <param name="Found">The colour of the answer.</param>
internal readonly record struct ArcDifference(int Row, int Column, int Expected, int Found)
{
    /// <summary>Such as <c>r2c3: expected 4, found 7</c>; rows and columns from 1.</summary>
    public override string ToString() => $"r{Row + 1}c{Column + 1}: expected {Expected}, found {Found}";
}
