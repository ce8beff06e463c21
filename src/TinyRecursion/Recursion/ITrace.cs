using TinyRecursion.Rules;

namespace TinyRecursion.Recursion;

/// <summary>Receives what happens at each step of a recursion and of the recursions within it, in order.</summary>
public interface ITrace
{
    /// <summary>Called before the first step of a loop, with the state that it starts from.</summary>
    /// <param name="start">The session.</param>
    void Begin(ITracedStep start)
    {
    }

    /// <summary>Called after a step, before halting is decided.</summary>
    /// <param name="step">
    /// The step; of a loop the session, whose state is the one just reached, of a search a <see cref="Search.SearchStep{TNode}"/>.
    /// </param>
    void Record(ITracedStep step);

    /// <summary>Called when a recursion begins one of its parts; what is recorded until <see cref="Leave"/> belongs to it.</summary>
    /// <param name="part">What the part is: <c>start</c>, <c>link</c>, <c>guide</c>, <c>part</c>.</param>
    /// <param name="index">Its number, from 0.</param>
    void Enter(string part, int index)
    {
    }

    /// <summary>Called when the part that was entered last has ended.</summary>
    void Leave()
    {
    }
}
