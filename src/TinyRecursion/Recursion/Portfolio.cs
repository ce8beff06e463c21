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
            result = Loop.Run(session, halting, trace, cancellation) with { Restart = start };
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
    /// <param name="threads">At most this many runs at once.</param>
    /// <param name="scores">Receives the winner's scores, or the last run's; cells × readout width.</param>
    /// <param name="cancellation">Ends the runs between steps.</param>
    public static LoopResult Run(
        IRule rule, Problem problem, int starts, ulong seed, Func<Halting> halting, int threads,
        out float[] scores, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(rule);
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(halting);
        ArgumentOutOfRangeException.ThrowIfLessThan(starts, 1);
        var results = new LoopResult[starts];
        var answers = new float[starts][];
        int winner = starts;
        var stops = Enumerable.Range(0, starts)
            .Select(_ => CancellationTokenSource.CreateLinkedTokenSource(cancellation)).ToArray();
        try
        {
            Parallel.For(
                0, starts, new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellation },
                start => RunOne(start));
        }
        finally
        {
            Array.ForEach(stops, stop => stop.Dispose());
        }

        int chosen = winner < starts ? winner : starts - 1;
        scores = answers[chosen];
        return results[chosen];

        void RunOne(int start)
        {
            if (start > Volatile.Read(ref winner))
            {
                return;
            }

            using IRuleSession session = rule.Open();
            session.Bind(problem);
            SetStart(session, new float[problem.Cells * session.StateWidth], seed, start);
            try
            {
                results[start] = Loop.Run(session, halting(), null, stops[start].Token) with { Restart = start };
            }
            catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
            {
                return;
            }

            answers[start] = session.Readout().ToArray();
            if (results[start].Reason == HaltReason.Verified)
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
    }

    private static void SetStart(IRuleSession session, float[] state, ulong seed, int start)
    {
        StartingState.Fill(state, SeededRandom.For(seed, (ulong)start).State);
        session.SetState(state);
    }
}
