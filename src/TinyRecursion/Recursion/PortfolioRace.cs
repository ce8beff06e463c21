namespace TinyRecursion.Recursion;

/// <summary>
/// The attempts of a portfolio on several threads, with the result of making them in order: when one settles the problem, only
/// later ones are cancelled.
/// </summary>
internal sealed class PortfolioRace<TProblem, TAnswer>(
    Func<int, IRecursion<TProblem, TAnswer>> attempt, int attempts, TProblem problem, CancellationToken cancellation)
{
    // Attempts are numbered up to what a user asks for; only those that have begun take memory.
    private readonly Dictionary<int, CancellationTokenSource> _running = [];
    private readonly SortedDictionary<int, Outcome<TAnswer>> _made = [];
    private int _next;
    private int _winner = attempts;

    /// <summary>Runs it.</summary>
    /// <param name="threads">At most this many attempts at once.</param>
    /// <returns>The attempts in order, up to the first that settles the problem.</returns>
    public List<Outcome<TAnswer>> Run(int threads)
    {
        cancellation.ThrowIfCancellationRequested();
        Workers.Run(Math.Min(threads, _winner), Work);
        // Every attempt up to the winner ran to its end, whatever the threads did.
        return [.. _made.TakeWhile(one => one.Key <= _winner).Select(one => one.Value)];
    }

    private void Work()
    {
        while (Begin(out int number, out CancellationToken stop))
        {
            Outcome<TAnswer>? outcome = null;
            try
            {
                outcome = attempt(number).Run(problem, trace: null, stop);
            }
            catch (OperationCanceledException)
            {
                // Either the caller gave up, which goes on as the caller's own token, or an earlier attempt won.
                cancellation.ThrowIfCancellationRequested();
                return;
            }
            finally
            {
                End(number, outcome);
            }
        }
    }

    // In order, since an earlier attempt that settles the problem makes the later ones worthless.
    private bool Begin(out int number, out CancellationToken stop)
    {
        lock (_made)
        {
            number = _next;
            if (number >= _winner)
            {
                stop = default;
                return false;
            }

            _next++;
            var source = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            _running.Add(number, source);
            stop = source.Token;
            return true;
        }
    }

    private void End(int number, Outcome<TAnswer>? outcome)
    {
        lock (_made)
        {
            _running.Remove(number, out CancellationTokenSource? own);
            own!.Dispose();
            if (outcome is null)
            {
                return;
            }

            _made.Add(number, outcome);
            if (outcome.IsSettled)
            {
                _winner = Math.Min(_winner, number);
                foreach ((int later, CancellationTokenSource stop) in _running)
                {
                    if (later > number)
                    {
                        stop.Cancel();
                    }
                }
            }
        }
    }
}
