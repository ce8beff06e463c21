namespace TinyRecursion.Recursion.Search;

/// <summary>Scores the choices of a search by what a recursion, such as a few steps of a learned rule, makes of the node.</summary>
/// <typeparam name="TNode">A node of the search.</typeparam>
/// <typeparam name="TAnswer">What the recursion gives.</typeparam>
/// <param name="recursion">Run on the node; it must not change it.</param>
/// <param name="read">Sets the scores of the choices from what the recursion gave; not asked where it has no answer.</param>
internal sealed class RecursionGuide<TNode, TAnswer>(
    IRecursion<TNode, TAnswer> recursion, RecursionGuide<TNode, TAnswer>.Reading read) : IGuide<TNode>
{
    /// <summary>Sets the scores of choices.</summary>
    /// <param name="node">The node.</param>
    /// <param name="answer">What the recursion made of it, or of a node above it.</param>
    /// <param name="choices">The choices.</param>
    public delegate void Reading(TNode node, TAnswer answer, Span<SearchChoice> choices);

    /// <summary>
    /// The deepest nodes that it is run on, 0 for the root alone: a step of a rule is dear beside a node. Choices further down are
    /// scored by what it made of the nearest node above.
    /// </summary>
    public int MaximumDepth { get; init; } = int.MaxValue;

    public Guidance Score(
        TNode node, int depth, Guidance above, Span<SearchChoice> choices, ITrace? trace, CancellationToken cancellation)
    {
        Guidance guidance = depth <= MaximumDepth ? Ask(node, depth, trace, cancellation) : above with { Steps = 0 };
        if (guidance.Answer is TAnswer answer)
        {
            read(node, answer, choices);
        }

        return guidance;
    }

    private Guidance Ask(TNode node, int depth, ITrace? trace, CancellationToken cancellation)
    {
        trace?.Enter("guide", depth);
        Outcome<TAnswer> outcome = recursion.Run(node, trace, cancellation);
        trace?.Leave();
        return new Guidance(outcome.Answer, outcome.TotalSteps);
    }
}
