using TinyRecursion.Execution.Finite;
using TinyRecursion.Rules;

namespace TinyRecursion.Learning;

/// <summary>Everything that a task gives to the training of a rule over a finite alphabet on its specification.</summary>
internal sealed record LocalTrainingPlan
{
    /// <summary>The task's name.</summary>
    public required string Task { get; init; }

    /// <summary>The rule.</summary>
    public required RuleGraph Graph { get; init; }

    /// <summary>What a cell should do.</summary>
    public required ILocalSpecification Specification { get; init; }

    /// <summary>Collects the points to learn from first, from a seed, with words for the training card; null to draw them from the whole domain.</summary>
    public Func<ulong, (long[] Points, string Data)>? Points { get; init; }

    /// <summary>Sets the parameters that are not learned, such as a readout.</summary>
    public required Action<float[]> Finish { get; init; }

    /// <summary>The options, at first the task's defaults.</summary>
    public required LocalTrainingOptions Options { get; init; }
}
