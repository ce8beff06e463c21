using TinyRecursion.Recursion;

namespace TinyRecursion.Tasks;

/// <summary>Solves the instances of a task: neural, algorithmic, mixed, or with search. Safe to share between threads.</summary>
/// <remarks>The same model, settings and instance give the same answer, unless a limit on time is set.</remarks>
public abstract class Solver : IDisposable
{
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
}
