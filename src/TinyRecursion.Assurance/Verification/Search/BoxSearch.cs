using TinyRecursion.Assurance.Verification.Networks;

namespace TinyRecursion.Assurance.Verification.Search;

/// <summary>
/// Branch and bound over boxes of inputs (Bunel et al. 2020, JMLR 21): a box on which a sum of the constraints is above zero holds nothing unsafe;
/// of any other, the parts in which a single constraint fails are cut off, points are tried, and what is left is split in two. Threads share one
/// stack of boxes; the tree does not depend on their number.
/// </summary>
internal sealed class BoxSearch
{
    // What a checker loses by its rounding is less than this share of what it bounds.
    private const double Margin = 1e-9;

    // A cut is recorded where it takes this share of a box.
    private const double WorthCutting = 0.1;

    // Boxes that wait in order of their bounds; more of them wait in a stack, which grows no more than the tree is deep.
    private const int MostOrdered = 200_000;

    // Boxes after which points of the whole box are tried again.
    private const int BoxesBetween = 5_000;

    private readonly PiecewiseLinearNetwork _network;
    private readonly IReadOnlyList<UnsafeRow> _rows;
    private readonly Func<double[], bool> _isUnsafe;
    private readonly PriorityQueue<Box, double> _open = new();
    private readonly Stack<Box> _rest = new();
    private int _working;
    private bool _ended;

    /// <summary>Prepares a search.</summary>
    /// <param name="network">The network.</param>
    /// <param name="rows">The constraints of the unsafe set, one or more.</param>
    /// <param name="isUnsafe">Decides in exact arithmetic whether a point is unsafe and in the exact box; keeps it. Called by one thread at a time.</param>
    public BoxSearch(PiecewiseLinearNetwork network, IReadOnlyList<UnsafeRow> rows, Func<double[], bool> isUnsafe) =>
        (_network, _rows, _isUnsafe) = (network, rows, isUnsafe);

    /// <summary>The boxes looked at.</summary>
    public long Boxes { get; private set; }

    /// <summary>The boxes that are waiting.</summary>
    public int Waiting => _open.Count + _rest.Count;

    /// <summary>The share of the whole box, by volume, that is shown to be safe.</summary>
    public double Safe { get; private set; }

    /// <summary>Searches a box.</summary>
    /// <param name="lower">Its lower corner.</param>
    /// <param name="upper">Its upper corner.</param>
    /// <param name="threads">How many threads work.</param>
    /// <param name="mostBoxes">The most boxes that are kept.</param>
    /// <param name="cancellation">Ends the search; the result is then <see cref="SearchResult.Stopped"/>.</param>
    /// <returns>What was found, with the tree where nothing is unsafe.</returns>
    public (SearchResult Result, SplitTree? Tree) Run(double[] lower, double[] upper, int threads, long mostBoxes, CancellationToken cancellation)
    {
        var attack = new Attack(_network, _rows);
        if (attack.Random(lower, upper, starts: 100, steps: 24, seed: 1, _isUnsafe))
        {
            return (SearchResult.Unsafe, null);
        }

        var root = new SplitTree();
        _open.Enqueue(new Box(lower, upper, 1, root), 0);
        SearchResult result = SearchResult.Safe;
        void Work()
        {
            var worker = new BoxWorker(_network, _rows, Candidate);
            var again = new Attack(_network, _rows);
            while (Take(mostBoxes, cancellation) is { } box)
            {
                SearchResult own;
                try
                {
                    own = Boxes % BoxesBetween == 0 && again.Random(lower, upper, starts: 500, steps: 24, seed: (ulong)Boxes, Candidate)
                        ? SearchResult.Unsafe
                        : worker.Run(box, Margin, WorthCutting);
                }
                catch
                {
                    own = SearchResult.Stopped;
                    End();
                    throw;
                }

                lock (_open)
                {
                    _working--;
                    if (own is not SearchResult.Safe)
                    {
                        result = result == SearchResult.Unsafe ? result : own;
                        _ended = true;
                    }

                    Safe += worker.IsClosed ? box.Volume : worker.CutVolume;
                    foreach (Box child in worker.Children)
                    {
                        if (_open.Count < MostOrdered)
                        {
                            _open.Enqueue(child, worker.Minimum);
                        }
                        else
                        {
                            _rest.Push(child);
                        }
                    }

                    Monitor.PulseAll(_open);
                }
            }
        }

        if (threads == 1)
        {
            Work();
        }
        else
        {
            Task[] others = [.. Enumerable.Range(1, threads - 1).Select(_ => Task.Factory.StartNew(Work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default))];
            Work();
            Task.WaitAll(others, CancellationToken.None);
        }

        bool whole = result == SearchResult.Safe && Waiting == 0 && !_ended;
        return whole ? (SearchResult.Safe, root) : (result == SearchResult.Unsafe ? result : result == SearchResult.Stuck ? result : SearchResult.Stopped, null);
    }

    private bool Candidate(double[] point)
    {
        lock (_isUnsafe)
        {
            return _isUnsafe(point);
        }
    }

    private void End()
    {
        lock (_open)
        {
            (_ended, _working) = (true, _working - 1);
            Monitor.PulseAll(_open);
        }
    }

    private Box? Take(long mostBoxes, CancellationToken cancellation)
    {
        lock (_open)
        {
            while (true)
            {
                if (_ended || (Waiting == 0 && _working == 0))
                {
                    return null;
                }

                if (cancellation.IsCancellationRequested || Boxes >= mostBoxes)
                {
                    _ended = true;
                    Monitor.PulseAll(_open);
                    return null;
                }

                if (_rest.TryPop(out Box? box) || _open.TryDequeue(out box, out _))
                {
                    _working++;
                    Boxes++;
                    return box;
                }

                Monitor.Wait(_open, TimeSpan.FromMilliseconds(100));
            }
        }
    }
}
