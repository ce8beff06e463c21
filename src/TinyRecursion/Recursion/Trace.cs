using TinyRecursion.Rules;

namespace TinyRecursion.Recursion;

/// <summary>A trace kept in memory: in which part each step was taken, how far it moved, and the logits read out after it.</summary>
/// <remarks>Allocates at each step; for looking at single runs.</remarks>
public sealed class Trace : ITrace
{
    private readonly List<TraceStep> _steps = [];
    private readonly Stack<string> _around = new();
    private string _part = string.Empty;

    /// <summary>The steps so far.</summary>
    public IReadOnlyList<TraceStep> Steps => _steps;

    /// <inheritdoc/>
    public void Record(ITracedStep step)
    {
        ArgumentNullException.ThrowIfNull(step);
        _steps.Add(new TraceStep(_part, step.Number, step.Residual(), step.Readout().ToArray()));
    }

    /// <inheritdoc/>
    public void Enter(string part, int index)
    {
        _around.Push(_part);
        _part = _part.Length == 0 ? $"{part} {index}" : $"{_part}/{part} {index}";
    }

    /// <inheritdoc/>
    public void Leave() => _part = _around.Pop();
}
