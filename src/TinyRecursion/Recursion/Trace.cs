using TinyRecursion.Rules;

namespace TinyRecursion.Recursion;

/// <summary>A trace kept in memory: how far each step moved, and the scores read out after it.</summary>
/// <remarks>Allocates at each step; for looking at single runs.</remarks>
public sealed class Trace : ITrace
{
    private readonly List<TraceStep> _steps = [];

    /// <summary>The steps so far.</summary>
    public IReadOnlyList<TraceStep> Steps => _steps;

    /// <inheritdoc/>
    public void Record(IRuleSession session)
    {
        ArgumentNullException.ThrowIfNull(session);
        _steps.Add(new TraceStep(session.StepCount, session.Residual(), session.Readout().ToArray()));
    }
}
