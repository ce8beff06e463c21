using System.Buffers;
using TinyRecursion.Problems;
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
        var state = new float[problem.Problem.Cells * stateWidth];
        SeededRandom.Fill(state, seed);
        return recursion.Run(problem with { State = state }, trace, cancellation);
    }

    /// <summary>Binds a problem to a session in that state, of which no copy stays.</summary>
    /// <param name="session">The session.</param>
    /// <param name="problem">The problem.</param>
    /// <param name="seed">Any number.</param>
    public static void Bind(IRuleSession session, Problem problem, ulong seed)
    {
        session.Bind(problem);
        float[] memory = ArrayPool<float>.Shared.Rent(problem.Cells * session.StateWidth);
        Span<float> state = memory.AsSpan(0, problem.Cells * session.StateWidth);
        SeededRandom.Fill(state, seed);
        session.SetState(state);
        ArrayPool<float>.Shared.Return(memory);
    }
}
