using TinyRecursion.Recursion;
using TinyRecursion.Rules;

namespace TinyRecursion.Tasks.Graphs;

/// <summary>Takes from each node of a <see cref="GraphWave"/> the step at which it is first read out as reached, which is its distance.</summary>
/// <param name="wave">The wave.</param>
/// <param name="distances">Receives the distance of each node when it is reached.</param>
/// <param name="next">Receives every step too, or null.</param>
internal sealed class ArrivalTrace(GraphWave wave, long[] distances, ITrace? next) : ITrace
{
    // Nodes that are not reached yet stand first, so that a step looks at each node only until it is.
    private readonly int[] _waiting = [.. Enumerable.Range(0, distances.Length)];

    /// <summary>Nodes that are not reached yet.</summary>
    public int Waiting { get; private set; } = distances.Length;

    public void Begin(ITracedStep start) => next?.Begin(start);

    public void Record(ITracedStep step)
    {
        ReadOnlySpan<float> logits = step.Readout();
        int left = 0;
        for (int i = 0; i < Waiting; i++)
        {
            int node = _waiting[i];
            if (logits[(node * GraphRule.Classes) + 1] > logits[node * GraphRule.Classes])
            {
                distances[node] = (step.Number - 1) * wave.Unit;
            }
            else
            {
                _waiting[left++] = node;
            }
        }

        Waiting = left;
        next?.Record(step);
    }
}
