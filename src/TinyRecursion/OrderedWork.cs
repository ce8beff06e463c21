namespace TinyRecursion;

/// <summary>
/// Work on items that are read as it goes, on several threads, whose results leave in the items' order as soon as those before them have:
/// however many items there are, only a few are held.
/// </summary>
internal static class OrderedWork
{
    /// <summary>Items for each thread that may be ahead of the next one to leave.</summary>
    private const int AheadPerThread = 32;

    /// <summary>Works on all items.</summary>
    /// <param name="items">The items; read by one thread at a time.</param>
    /// <param name="threads">Threads, at least one.</param>
    /// <param name="work">What is done with an item.</param>
    /// <param name="leave">Receives items and results in order, one at a time.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="Exception">What reading or working threw; the results of the items before have left.</exception>
    public static void Run<TItem, TResult>(
        IEnumerable<TItem> items, int threads, Func<TItem, TResult> work, Action<TItem, TResult> leave, CancellationToken cancellation)
    {
        using IEnumerator<TItem> source = items.GetEnumerator();
        object reading = new(), leaving = new();
        var waiting = new (bool Done, TItem Item, TResult Result)[threads * AheadPerThread];
        long read = 0, left = 0;
        bool ended = false;
        Workers.Run(threads, Work);

        void Work()
        {
            try
            {
                while (Take(out TItem item, out long number))
                {
                    Leave(item, work(item), number);
                }
            }
            catch
            {
                lock (leaving)
                {
                    ended = true;
                    Monitor.PulseAll(leaving);
                }

                throw;
            }
        }

        bool Take(out TItem item, out long number)
        {
            lock (reading)
            {
                lock (leaving)
                {
                    while (!ended && read - left >= waiting.Length)
                    {
                        Monitor.Wait(leaving);
                    }
                }

                cancellation.ThrowIfCancellationRequested();
                ended = ended || !source.MoveNext();
                (item, number) = ended ? (default!, 0) : (source.Current, read++);
                return !ended;
            }
        }

        void Leave(TItem item, TResult result, long number)
        {
            lock (leaving)
            {
                waiting[number % waiting.Length] = (true, item, result);
                while (waiting[left % waiting.Length] is (true, var next, var made))
                {
                    waiting[left++ % waiting.Length] = default;
                    leave(next, made);
                }

                Monitor.PulseAll(leaving);
            }
        }
    }
}
