using System.Diagnostics;
using TinyRecursion.Recursion;
using TinyRecursion.Recursion.Search;

namespace TinyRecursion.Tasks;

/// <summary>Solves the instances of a task: neural, algorithmic, mixed, or with search. Safe to share between threads.</summary>
/// <remarks>The same model, settings and instance give the same answer, unless a limit on time is set.</remarks>
public abstract class Solver : IDisposable
{
    /// <summary>A search that looks at the clock itself, and says how far it came, is given so much more.</summary>
    private static readonly TimeSpan SearchesFirst = TimeSpan.FromMilliseconds(100);

    /// <summary>Longer than any timer runs, or anybody waits.</summary>
    private static readonly TimeSpan LongestTime = TimeSpan.FromDays(40);

    /// <summary>The solver in a few words, such as <c>40,800 parameters</c>.</summary>
    public abstract string Description { get; }

    /// <summary>Refuses an instance that the solver does not take, before anything is run.</summary>
    /// <param name="instance">The instance.</param>
    /// <param name="source">Its file, for the message.</param>
    /// <exception cref="FormatException">It does not fit the model, or would not fit into memory.</exception>
    public virtual void Require(IInstance instance, string source)
    {
    }

    /// <summary>Solves an instance.</summary>
    /// <param name="instance">The instance.</param>
    /// <param name="threads">Threads for this instance; changes the speed, never the answer.</param>
    /// <param name="trace">Receives every step, or null.</param>
    /// <param name="cancellation">Ends the run.</param>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public abstract Answer Solve(IInstance instance, int threads = 1, ITrace? trace = null, CancellationToken cancellation = default);

    /// <inheritdoc/>
    public abstract void Dispose();

    /// <summary>The limits of every instance; those on time and memory hold for all that <see cref="SolveWithin"/> does.</summary>
    internal SearchLimits Limits { get; set; } = new();

    /// <summary>Solves an instance within <see cref="Limits"/>, and measures the time.</summary>
    /// <param name="instance">The instance.</param>
    /// <param name="threads">Threads for this instance.</param>
    /// <param name="trace">Receives every step, or null.</param>
    /// <param name="cancellation">Ends the run.</param>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    internal Answer SolveWithin(IInstance instance, int threads, ITrace? trace, CancellationToken cancellation)
    {
        long started = Stopwatch.GetTimestamp();
        using CancellationTokenSource? clock = Limits.Time is { } time && time < LongestTime ? CancellationTokenSource.CreateLinkedTokenSource(cancellation) : null;
        clock?.CancelAfter(Limits.Time!.Value + SearchesFirst);
        MemoryLimit.Set(Limits.Bytes);
        Answer answer;
        try
        {
            answer = Solve(instance, threads, trace, clock?.Token ?? cancellation);
        }
        catch (OperationCanceledException) when (clock is not null && !cancellation.IsCancellationRequested)
        {
            answer = Unfinished(instance, HaltReason.TimeLimit);
        }
        catch (Exception error) when (error is MemoryLimitException or AggregateException { InnerException: MemoryLimitException })
        {
            answer = Unfinished(instance, HaltReason.MemoryLimit);
        }
        finally
        {
            MemoryLimit.Set(null);
        }

        return answer with { Elapsed = Stopwatch.GetElapsedTime(started) };
    }

    /// <summary>The answer to an instance whose run a limit ended.</summary>
    /// <param name="instance">The instance.</param>
    /// <param name="limit">The limit on time or memory.</param>
    private protected virtual Answer Unfinished(IInstance instance, HaltReason limit) => new UnfinishedAnswer(instance, limit);
}
