using TinyRecursion.Rules;

namespace TinyRecursion.Edge.Lowering;

/// <summary>A walk over the rows of a value, each row worked out from beginning to end before the next.</summary>
/// <param name="Level">How often information has crossed rows before it.</param>
/// <param name="Rows">What its rows are; the width does not matter.</param>
/// <param name="Nodes">The nodes computed for a row, in order.</param>
/// <param name="Stored">Those of them that are kept for all rows.</param>
internal sealed record Pass(int Level, ValueShape Rows, IReadOnlyList<int> Nodes, IReadOnlyList<int> Stored);
