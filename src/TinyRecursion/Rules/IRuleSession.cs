using TinyRecursion.Problems;

namespace TinyRecursion.Rules;

/// <summary>
/// A rule at work on one problem. For use by one thread at a time. Write one by deriving from <see cref="RuleSession"/>, which
/// refuses use without a problem (<see cref="InvalidOperationException"/>) and after disposal (<see cref="ObjectDisposedException"/>).
/// </summary>
public interface IRuleSession : ITracedStep, IDisposable
{
    /// <summary>Steps taken since the state was set.</summary>
    int StepCount { get; }

    /// <inheritdoc/>
    long ITracedStep.Number => StepCount;

    /// <summary>The width of the state.</summary>
    int StateWidth { get; }

    /// <summary>Binds a problem and sets the state to its start.</summary>
    /// <param name="problem">The problem.</param>
    /// <exception cref="ArgumentException">It lacks a relation or has another number of features than the rule needs.</exception>
    void Bind(Problem problem);

    /// <summary>Sets the state to its start, which is zeros unless a recursion says otherwise, and the step count to zero.</summary>
    void ClearState();

    /// <summary>Sets the state and the step count to zero.</summary>
    /// <param name="state">Cells × state width, row by row.</param>
    void SetState(ReadOnlySpan<float> state);

    /// <summary>Copies the state out.</summary>
    /// <param name="state">Receives cells × state width, row by row.</param>
    void CopyState(Span<float> state);

    /// <summary>Applies the rule once.</summary>
    void Step();

    /// <summary>Copies out how the rule encodes the problem, for recursions that feed it to the rule; zeros for a rule that does not.</summary>
    /// <param name="encoding">Receives cells × state width, row by row.</param>
    void CopyEncoding(Span<float> encoding);

    /// <summary>The score of the rule's halting head for the current state: above zero, the answer is right. Null for no head or no cells.</summary>
    float? HaltLogit();
}
