namespace TinyRecursion.Operations;

/// <summary>A weight that an operation uses.</summary>
/// <param name="Index">Its index in <see cref="Rules.RuleGraph.Weights"/>.</param>
/// <param name="Role">What it is used for.</param>
internal readonly record struct WeightUse(int Index, WeightRole Role);
