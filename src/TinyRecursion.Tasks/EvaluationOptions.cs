using TinyRecursion.Recursion;

namespace TinyRecursion.Tasks;

/// <summary>How instances are solved as they are read.</summary>
internal sealed record EvaluationOptions
{
    /// <summary>Instances at once.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>Threads within each instance; null for those that are left over.</summary>
    public int? ThreadsWithin { get; init; }

    /// <summary>Whether all answers are kept.</summary>
    public bool KeepsAnswers { get; init; }

    /// <summary>
    /// Whether as many instances as there are threads are read before the first is solved, so that threads too many work within one: not where
    /// whoever writes the next instance waits for the answer to this one.
    /// </summary>
    public bool LooksAhead { get; init; } = true;

    /// <summary>Refuses an instance, or null.</summary>
    public Action<SourcedInstance>? Require { get; init; }

    /// <summary>Receives the steps of an instance, or null.</summary>
    public Func<SourcedInstance, ITrace?>? Trace { get; init; }

    /// <summary>Receives what is wrong with an instance that is left out, in order; null to end there.</summary>
    public Action<FormatException>? OnBad { get; init; }
}
