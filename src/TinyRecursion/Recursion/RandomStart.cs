namespace TinyRecursion.Recursion;

/// <summary>A recursion from a seeded random state, whatever state it is given.</summary>
/// <param name="recursion">The recursion.</param>
/// <param name="stateWidth">The width of its states.</param>
/// <param name="seed">Any number.</param>
internal sealed class RandomStart(IRecursion<RuleState, RuleState> recursion, int stateWidth, ulong seed) : IRecursion<RuleState, RuleState>
{
    public Outcome<RuleState> Run(RuleState problem, ITrace? trace = null, CancellationToken cancellation = default)
    {
        var state = new float[problem.Problem.Cells * stateWidth];
        SeededRandom.Fill(state, seed);
        return recursion.Run(problem with { State = state }, trace, cancellation);
    }
}
