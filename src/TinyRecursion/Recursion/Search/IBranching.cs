namespace TinyRecursion.Recursion.Search;

/// <summary>
/// What a task supplies to be searched: nodes that stand for sets of possible answers, an algorithmic rule that prunes them, and
/// choices that divide them. Searches are complete exactly if this is: propagation removes no answer, and the choices at a node
/// cover all of its answers. Safe to share between threads.
/// </summary>
/// <typeparam name="TProblem">The problem.</typeparam>
/// <typeparam name="TNode">A node, changed by propagation alone.</typeparam>
/// <typeparam name="TAnswer">The answer.</typeparam>
public interface IBranching<in TProblem, TNode, TAnswer>
{
    /// <summary>The node of all possible answers, not yet propagated.</summary>
    /// <param name="problem">The problem; not changed.</param>
    TNode Root(TProblem problem);

    /// <summary>Prunes a node in place: what no answer has goes, nothing else.</summary>
    /// <param name="node">The node.</param>
    NodeStatus Propagate(TNode node);

    /// <summary>Lists the choices at an open node, in the order in which they are tried where no guide scores them.</summary>
    /// <param name="node">A propagated, open node; not changed.</param>
    /// <param name="choices">
    /// An empty list that receives them: every answer below the node lies below one of them. They exclude each other, or
    /// answers are counted more than once.
    /// </param>
    void Branch(TNode node, List<SearchChoice> choices);

    /// <summary>Makes the node below a choice, not yet propagated.</summary>
    /// <param name="node">The node above.</param>
    /// <param name="choice">One of its choices.</param>
    /// <param name="last">Whether the node above is not used any more: it may then be changed and returned itself.</param>
    TNode Apply(TNode node, SearchChoice choice, bool last);

    /// <summary>The answer of a solved node.</summary>
    /// <param name="node">The node; the answer must not change with it.</param>
    TAnswer Answer(TNode node);

    /// <summary>Checks an answer by the task's rules alone, without trusting propagation.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="answer">The answer.</param>
    bool Accepts(TProblem problem, TAnswer answer);

    /// <summary>About how many bytes a node takes, for the limit on memory.</summary>
    /// <param name="node">The node.</param>
    long BytesOf(TNode node);
}
