namespace TinyRecursion.Recursion.Search;

/// <summary>
/// Says which choices of a search are promising. It orders the search and can make it fast; it cannot make it wrong, since no
/// choice is left out. Safe to share between threads.
/// </summary>
/// <typeparam name="TNode">A node of the search.</typeparam>
public interface IGuide<in TNode>
{
    /// <summary>Scores the choices at a node.</summary>
    /// <param name="node">A propagated, open node; not changed.</param>
    /// <param name="depth">Choices made above the node, 0 for the root: a guide that is dear may stay silent further down.</param>
    /// <param name="above">What the guide made of the node above; the default at the root.</param>
    /// <param name="choices">The choices, whose scores are to be set; those left as they are count as certain.</param>
    /// <param name="trace">Receives the steps that the guide takes, or null.</param>
    /// <param name="cancellation">Ends it between steps.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    Guidance Score(
        TNode node, int depth, Guidance above, Span<SearchChoice> choices, ITrace? trace, CancellationToken cancellation);
}
