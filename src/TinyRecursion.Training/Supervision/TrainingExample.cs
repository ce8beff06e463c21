using TinyRecursion.Problems;

namespace TinyRecursion.Training.Supervision;

/// <summary>A problem with its answer.</summary>
/// <param name="Problem">The problem.</param>
/// <param name="ChoiceRelation">The group relation of which one member each is to be chosen.</param>
/// <param name="Labels">For each group of that relation, the index of the true member among its members.</param>
public sealed record TrainingExample(Problem Problem, string ChoiceRelation, int[] Labels);
