using TinyRecursion.Problems;
using TinyRecursion.Rules;

namespace TinyRecursion.Recursion;

/// <summary>
/// Independent runs of one rule on one problem from different starting states, all random and seeded: rules trained
/// from random states do better from them than from zeros, where equal cells must first drift apart. The first run in
/// order whose answer is verified wins and the later ones are cancelled.
/// </summary>
public static class Portfolio
{
    /// <summary>Runs up to a number of starts on one session, one after the other.</summary>
    /// <param name="session">A session of the rule; on return it holds the winner's state, or the last run's.</param>
    /// <param name="problem">The problem; it is bound here.</param>
    /// <param name="starts">How many starts, at least one.</param>
    /// <param name="seed">Seed of the random states; the start's number is mixed in.</param>
    /// <param name="halting">When one run ends.</param>
    /// <param name="trace">Receives every step of every run, or null.</param>
    /// <param name="cancellation">Ends the run between steps.</param>
    /// <returns>The verified run, or the last one. The same input gives the same result.</returns>
    public static LoopResult Run(
        IRuleSession session, Problem problem, int starts, ulong seed, Halting halting,
        ITrace? trace = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentOutOfRangeException.ThrowIfLessThan(starts, 1);
        session.Bind(problem);
        var state = new float[problem.Cells * session.StateWidth];
        LoopResult result = default;
        for (int start = 0; start < starts && result.Reason != HaltReason.Verified; start++)
        {
            SetStart(session, state, seed, start);
            long before = result.TotalSteps;
            result = Loop.Run(session, halting, trace, cancellation);
            result = result with { Restart = start, TotalSteps = before + result.Steps };
        }

        return result;
    }

    /// <summary>
    /// Runs up to a number of starts on several threads. The result is the same as that of the sequential form: when
    /// a start is verified, only later ones are cancelled.
    /// </summary>
    /// <param name="rule">The rule.</param>
    /// <param name="problem">The problem.</param>
    /// <param name="starts">How many starts, at least one.</param>
    /// <param name="seed">Seed of the random states.</param>
    /// <param name="halting">Makes the condition for one run; called once a run.</param>
    /// <param name="threads">At most this many runs at once, at least one.</param>
    /// <param name="scores">Receives the winner's scores, or the last run's; cells × readout width.</param>
    /// <param name="cancellation">Ends the runs between steps.</param>
    /// <exception cref="OperationCanceledException">The runs were cancelled.</exception>
    public static LoopResult Run(
        IRule rule, Problem problem, int starts, ulong seed, Func<Halting> halting, int threads,
        out float[] scores, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(rule);
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(halting);
        ArgumentOutOfRangeException.ThrowIfLessThan(starts, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        var results = new LoopResult[starts];
        var answers = new float[starts][];
        var stops = Enumerable.Range(0, starts)
            .Select(_ => CancellationTokenSource.CreateLinkedTokenSource(cancellation)).ToArray();
        int next = -1, winner = starts;
        try
        {
            Parallel.For(
                0, Math.Min(threads, starts),
                new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellation },
                _ => RunStarts());
        }
        finally
        {
            Array.ForEach(stops, stop => stop.Dispose());
        }

        int chosen = winner < starts ? winner : starts - 1;
        scores = answers[chosen];
        // Every start up to the chosen one ran to its end, whatever the threads did.
        return results[chosen] with { TotalSteps = results.Take(chosen + 1).Sum(result => (long)result.Steps) };

        void RunStarts()
        {
            using IRuleSession session = rule.Open();
            session.Bind(problem);
            var state = new float[problem.Cells * session.StateWidth];
            // In order, since an earlier start that is verified makes the later ones worthless.
            for (int start = Interlocked.Increment(ref next);
                start < Volatile.Read(ref winner);
                start = Interlocked.Increment(ref next))
            {
                SetStart(session, state, seed, start);
                try
                {
                    results[start] = Loop.Run(session, halting(), null, stops[start].Token) with { Restart = start };
                }
                catch (OperationCanceledException)
                {
                    // Either the caller gave up, which goes on as the caller's own token, or an earlier start won.
                    cancellation.ThrowIfCancellationRequested();
                    return;
                }

                answers[start] = session.Readout().ToArray();
                if (results[start].Reason == HaltReason.Verified)
                {
                    Win(start);
                }
            }
        }

        void Win(int start)
        {
            lock (stops)
            {
                winner = Math.Min(winner, start);
                for (int later = start + 1; later < starts; later++)
                {
                    stops[later].Cancel();
                }
            }
        }
    }

    private static void SetStart(IRuleSession session, float[] state, ulong seed, int start)
    {
        StartingState.Fill(state, SeededRandom.For(seed, (ulong)start).State);
        session.SetState(state);
    }
}
