namespace TinyRecursion.Recursion;

/// <summary>A function as a recursion: a solver of small parts, or a way in and out for a recursion with other types.</summary>
/// <typeparam name="TProblem">What it is given.</typeparam>
/// <typeparam name="TAnswer">What it gives.</typeparam>
/// <param name="run">The function; safe to call from several threads.</param>
public sealed class PlainRecursion<TProblem, TAnswer>(Func<TProblem, ITrace?, CancellationToken, Outcome<TAnswer>> run)
    : IRecursion<TProblem, TAnswer>
{
    /// <inheritdoc/>
    public Outcome<TAnswer> Run(TProblem problem, ITrace? trace = null, CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        return run(problem, trace, cancellation);
    }
}
