using TinyRecursion.Recursion;

namespace TinyRecursion.Tasks;

/// <summary>A solver with the types of its task.</summary>
/// <typeparam name="TInstance">The instances.</typeparam>
/// <typeparam name="TAnswer">The answers.</typeparam>
public abstract class Solver<TInstance, TAnswer> : Solver
    where TInstance : class, IInstance
    where TAnswer : Answer
{
    /// <inheritdoc cref="Solver.Solve"/>
    public abstract TAnswer Solve(TInstance instance, int threads = 1, ITrace? trace = null, CancellationToken cancellation = default);

    /// <inheritdoc/>
    public sealed override Answer Solve(IInstance instance, int threads = 1, ITrace? trace = null, CancellationToken cancellation = default) =>
        Solve((TInstance)instance, threads, trace, cancellation);

    private protected sealed override Answer Unfinished(IInstance instance, HaltReason limit) =>
        Unfinished((TInstance)instance, limit) ?? base.Unfinished(instance, limit);

    /// <summary>The answer to an instance whose run a limit on time or memory ended; null for a general one.</summary>
    private protected virtual TAnswer? Unfinished(TInstance instance, HaltReason limit) => null;
}
