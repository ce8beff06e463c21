using TinyRecursion.Rules;

namespace TinyRecursion.Recursion;

/// <summary>Receives what happens at each step of a recursion, in order.</summary>
public interface ITrace
{
    /// <summary>Called after a step, before halting is decided.</summary>
    /// <param name="session">The session, whose state is the one just reached.</param>
    void Record(IRuleSession session);
}
