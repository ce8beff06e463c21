using TinyRecursion.Recursion;
using TinyRecursion.Rules;

namespace TinyRecursion.Tasks.Tracing;

/// <summary>Passes what happens on to several traces.</summary>
/// <param name="all">The traces.</param>
internal sealed class Traces(params IReadOnlyList<ITrace> all) : ITrace
{
    public void Begin(ITracedStep start)
    {
        foreach (ITrace trace in all)
        {
            trace.Begin(start);
        }
    }

    public void Record(ITracedStep step)
    {
        foreach (ITrace trace in all)
        {
            trace.Record(step);
        }
    }

    public void Enter(string part, int index)
    {
        foreach (ITrace trace in all)
        {
            trace.Enter(part, index);
        }
    }

    public void Leave()
    {
        foreach (ITrace trace in all)
        {
            trace.Leave();
        }
    }
}
