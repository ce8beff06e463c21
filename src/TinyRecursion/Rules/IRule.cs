namespace TinyRecursion.Rules;

/// <summary>
/// A transition rule: one step, state to state, and a way to read logits out of a state. Graphs of
/// operations with weights and plain code implement it alike, so that recursions compose them.
/// Safe to share between threads; each thread opens its own session.
/// </summary>
public interface IRule
{
    /// <summary>The width of the state.</summary>
    int StateWidth { get; }

    /// <summary>Opens a session that runs the rule on one problem at a time.</summary>
    IRuleSession Open();
}
