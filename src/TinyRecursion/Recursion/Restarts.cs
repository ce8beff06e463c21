using TinyRecursion.Rules;

namespace TinyRecursion.Recursion;

/// <summary>
/// Restarts of one recursion from different states, all random and seeded: rules trained from random states do better from
/// them than from zeros, where equal cells must first drift apart.
/// </summary>
public static class Restarts
{
    /// <summary>Makes the portfolio of them.</summary>
    /// <param name="recursion">The recursion.</param>
    /// <param name="rule">The rule whose states they are.</param>
    /// <param name="starts">How many starts, at least one.</param>
    /// <param name="seed">Seed of the random states; the start's number is mixed in.</param>
    /// <param name="choice">What is chosen where no start is settled; null for the last.</param>
    /// <param name="threads">Starts run at once, at least one; changes the speed, never the result.</param>
    public static Portfolio<RuleState, RuleState> Of(
        IRecursion<RuleState, RuleState> recursion, IRule rule, int starts, ulong seed,
        PortfolioChoice<RuleState>? choice = null, int threads = 1)
    {
        ArgumentNullException.ThrowIfNull(recursion);
        ArgumentNullException.ThrowIfNull(rule);
        return new Portfolio<RuleState, RuleState>(
            start => new RandomStart(recursion, rule.StateWidth, SeededRandom.For(seed, (ulong)start).State), starts, choice)
        {
            Threads = threads,
        };
    }
}
