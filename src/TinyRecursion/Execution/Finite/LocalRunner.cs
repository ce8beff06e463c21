using TinyRecursion.Rules;

namespace TinyRecursion.Execution.Finite;

/// <summary>
/// Runs a rule for one step on every combination of what a cell looks at, batch by batch over threads. What it gives for
/// a combination does not depend on the batch or the thread.
/// </summary>
/// <param name="rule">The rule; it may lack its last snap, see <see cref="FiniteRules.Logits"/>.</param>
/// <param name="shape">What a cell looks at.</param>
internal sealed class LocalRunner(IRule rule, FiniteShape shape)
{
    /// <summary>Combinations of one batch: its values stay in the core's cache.</summary>
    private const int BatchSize = 512;

    /// <summary>Runs every combination.</summary>
    /// <param name="threads">Threads, at least one.</param>
    /// <param name="receive">
    /// Receives the number of a batch's first combination and the next states of all of it, count × state width. Called
    /// on several threads at once, in no fixed order.
    /// </param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public void Run(int threads, Action<long, float[]> receive, CancellationToken cancellation = default)
    {
        long batches = (shape.Size + BatchSize - 1) / BatchSize;
        long next = -1;
        Workers.Run((int)Math.Min(threads, batches), () =>
        {
            using IRuleSession session = rule.Open();
            for (long batch = Interlocked.Increment(ref next); batch < batches; batch = Interlocked.Increment(ref next))
            {
                cancellation.ThrowIfCancellationRequested();
                long first = batch * BatchSize;
                var keys = new long[Math.Min(BatchSize, shape.Size - first)];
                for (int i = 0; i < keys.Length; i++)
                {
                    keys[i] = first + i;
                }

                receive(first, Step(session, keys));
            }
        });
    }

    /// <summary>Runs some combinations on the calling thread.</summary>
    /// <param name="keys">Their numbers.</param>
    /// <returns>Their next states, count × state width.</returns>
    public float[] Run(ReadOnlySpan<long> keys)
    {
        using IRuleSession session = rule.Open();
        return Step(session, keys);
    }

    /// <summary>The logits that the rule reads out of each symbol, symbols × readout width.</summary>
    internal float[] LogitsOfSymbols()
    {
        using IRuleSession session = rule.Open();
        var states = new float[shape.Symbols * shape.StateWidth];
        for (int symbol = 0; symbol < shape.Symbols; symbol++)
        {
            shape.Write(symbol, states.AsSpan(symbol * shape.StateWidth));
        }

        Problems.Relation[] relations = shape.Relation is { } name
            ? [new Problems.NeighbourRelation(
                name, shape.Symbols, shape.Degree, [.. Enumerable.Repeat(Problems.NeighbourRelation.None, shape.Symbols * shape.Degree)])]
            : [];
        session.Bind(new Problems.Problem(
            new Problems.Topology(shape.Symbols, relations), shape.FeatureKinds.Count, new int[shape.Symbols * shape.FeatureKinds.Count]));
        session.SetState(states);
        return session.Readout().ToArray();
    }

    private float[] Step(IRuleSession session, ReadOnlySpan<long> keys)
    {
        var local = new LocalProblem(shape, keys);
        session.Bind(local.Problem);
        session.SetState(local.State);
        session.Step();
        session.CopyState(local.State);
        return local.State[(local.First * shape.StateWidth)..];
    }
}
