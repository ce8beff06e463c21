using TinyRecursion.Recursion;
using TinyRecursion.Recursion.Planning;
using TinyRecursion.Rules;

namespace TinyRecursion.Tasks.Tests.Composition;

/// <summary>A trace that counts steps, keeps what a trace is promised, and may do something after a step.</summary>
/// <param name="afterStep">Told how many steps have been recorded; null for nothing.</param>
internal sealed class RecordingTrace(Action<int>? afterStep = null) : ITrace
{
    private readonly Stack<(string Part, long Last)> _around = new();
    private string _part = string.Empty;
    private long _last;
    private long _planned;

    /// <summary>Every step in order: its part, its number, and what was read out after it.</summary>
    public List<string> Records { get; } = [];

    /// <summary>Steps as outcomes count them: a planner records many states at once.</summary>
    public long Steps { get; private set; }

    /// <summary>Parts that were entered and not left.</summary>
    public int Depth => _around.Count;

    /// <summary>What was not as promised.</summary>
    public List<string> Complaints { get; } = [];

    public void Record(ITracedStep step)
    {
        if (step.Number != 1 && step.Number != _last + 1)
        {
            Complaints.Add($"step {step.Number} after {_last} in '{_part}'");
        }

        _last = step.Number;
        Steps += step is PlanningStep planning ? planning.Nodes - _planned : 1;
        _planned = (step as PlanningStep)?.Nodes ?? 0;
        Records.Add($"{_part}: {step.Number} {step.Residual()} {string.Join(' ', step.Readout().ToArray())}");
        afterStep?.Invoke(Records.Count);
    }

    public void Enter(string part, int index)
    {
        _around.Push((_part, _last));
        (_part, _last) = ($"{_part}/{part} {index}", 0);
    }

    public void Leave()
    {
        if (_around.Count == 0)
        {
            Complaints.Add($"a part is left that was not entered, after {Records.Count} steps");
            return;
        }

        (_part, _last) = _around.Pop();
    }
}
