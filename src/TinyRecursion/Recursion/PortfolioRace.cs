namespace TinyRecursion.Recursion;

/// <summary>
/// The attempts of a portfolio on several threads, with the result of making them in order: when one settles the problem, only
/// later ones are cancelled.
/// </summary>
internal sealed class PortfolioRace<TProblem, TAnswer>(
    Func<int, IRecursion<TProblem, TAnswer>> attempt, int attempts, TProblem problem, CancellationToken cancellation)
{
    private readonly Outcome<TAnswer>?[] _made = new Outcome<TAnswer>?[attempts];
    private readonly CancellationTokenSource[] _stops =
        Enumerable.Range(0, attempts).Select(_ => CancellationTokenSource.CreateLinkedTokenSource(cancellation)).ToArray();

    private int _next = -1;
    private int _winner = attempts;

    /// <summary>Runs it.</summary>
    /// <param name="threads">At most this many attempts at once.</param>
    /// <returns>The attempts in order, up to the first that settles the problem.</returns>
    public List<Outcome<TAnswer>> Run(int threads)
    {
        try
        {
            cancellation.ThrowIfCancellationRequested();
            Workers.Run(Math.Min(threads, _made.Length), Work);
        }
        finally
        {
            Array.ForEach(_stops, stop => stop.Dispose());
        }

        // Every attempt up to the winner ran to its end, whatever the threads did.
        return _made.Take(Math.Min(_winner + 1, _made.Length)).Select(one => one!).ToList();
    }

    private void Work()
    {
        // In order, since an earlier attempt that settles the problem makes the later ones worthless.
        for (int number = Interlocked.Increment(ref _next);
            number < Volatile.Read(ref _winner);
            number = Interlocked.Increment(ref _next))
        {
            try
            {
                _made[number] = attempt(number).Run(problem, trace: null, _stops[number].Token);
            }
            catch (OperationCanceledException)
            {
                // Either the caller gave up, which goes on as the caller's own token, or an earlier attempt won.
                cancellation.ThrowIfCancellationRequested();
                return;
            }

            if (_made[number]!.IsSettled)
            {
                Win(number);
            }
        }
    }

    private void Win(int number)
    {
        lock (_stops)
        {
            _winner = Math.Min(_winner, number);
            for (int later = number + 1; later < _made.Length; later++)
            {
                _stops[later].Cancel();
            }
        }
    }
}
