using TinyRecursion.Rules;

namespace TinyRecursion.Recursion;

/// <summary>A recursion from a seeded random state, whatever state it is given.</summary>
/// <param name="recursion">The recursion.</param>
/// <param name="stateWidth">The width of its states.</param>
/// <param name="seed">Any number.</param>
internal sealed class RandomStart(IRecursion<RuleState, RuleState> recursion, int stateWidth, ulong seed) : IRecursion<RuleState, RuleState>
{
    public Outcome<RuleState> Run(RuleState problem, ITrace? trace = null, CancellationToken cancellation = default)
    {
        return recursion.Run(problem with { State = Draw(problem.Problem.Cells, stateWidth, seed) }, trace, cancellation);
    }

    /// <summary>Sets a session's state to that start, and keeps no copy of it.</summary>
    /// <param name="session">A session with a bound problem.</param>
    /// <param name="cells">The problem's number of cells.</param>
    /// <param name="seed">Any number.</param>
    public static void Set(IRuleSession session, int cells, ulong seed) => session.SetState(Draw(cells, session.StateWidth, seed));

    private static float[] Draw(int cells, int stateWidth, ulong seed)
    {
        var state = new float[cells * stateWidth];
        SeededRandom.Fill(state, seed);
        return state;
    }
}
