namespace TinyRecursion.Recursion.Search;

/// <summary>
/// Complete search: nodes are propagated by plain code and divided by choices until an answer is found, until it is proved that
/// there is none, or until a limit is reached. A guide, such as a learned rule, says which choice to try first.
/// </summary>
/// <remarks>
/// Deterministic unless a limit on time is set. Its steps are nodes. An answer counts only after the task's own checker
/// accepted it; a proof that there is none rests on the branching, which see.
/// </remarks>
/// <typeparam name="TProblem">The problem.</typeparam>
/// <typeparam name="TNode">A node.</typeparam>
/// <typeparam name="TAnswer">The answer.</typeparam>
/// <param name="branching">What is searched.</param>
/// <param name="guide">Scores the choices, or null for the branching's own order.</param>
public sealed class TreeSearch<TProblem, TNode, TAnswer>(IBranching<TProblem, TNode, TAnswer> branching, IGuide<TNode>? guide = null)
    : IRecursion<TProblem, TAnswer>
{
    /// <summary>Which open node is looked at next.</summary>
    public SearchOrder Order { get; init; }

    /// <summary>When to give up; by default never.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A limit is below its range.</exception>
    public SearchLimits Limits { get; init => field = SearchLimits.Checked(value); } = new();

    /// <summary>Goes on until it has this many answers, at least one; 2 says whether the first is the only one.</summary>
    public int AnswersWanted
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            field = value;
        }
    } = 1;

    /// <summary>What the limit on time is measured with.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Searches.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="trace">Receives a <see cref="SearchStep{TNode}"/> for each node, and the guide's steps; or null.</param>
    /// <param name="cancellation">Ends the search between nodes.</param>
    /// <exception cref="OperationCanceledException">The search was cancelled.</exception>
    /// <exception cref="InvalidOperationException">The branching called a node solved whose answer the checker rejects.</exception>
    public SearchOutcome<TAnswer> Run(TProblem problem, ITrace? trace = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(problem);
        return new SearchRun<TProblem, TNode, TAnswer>(this, branching, guide, problem, trace, cancellation).Run();
    }

    Outcome<TAnswer> IRecursion<TProblem, TAnswer>.Run(TProblem problem, ITrace? trace, CancellationToken cancellation) =>
        Run(problem, trace, cancellation);
}
