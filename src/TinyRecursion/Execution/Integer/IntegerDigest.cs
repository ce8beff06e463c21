using TinyRecursion.Problems;
using TinyRecursion.Rules;

namespace TinyRecursion.Execution.Integer;

/// <summary>
/// One number for all that a rule does in integers on a problem: two executions that agree in it took the same steps to the bit.
/// </summary>
internal static class IntegerDigest
{
    /// <summary>FNV-1a of 64 bits: small enough for any microcontroller. It finds faults, not forgers.</summary>
    private const ulong Start = 0xcbf29ce484222325;
    private const ulong Prime = 0x100000001b3;

    /// <summary>Runs a rule from its start and takes the digest of the state after each step.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="problem">The problem.</param>
    /// <param name="steps">Steps, from 0.</param>
    /// <returns>FNV-1a over the entries of every state, row by row, the low byte of each before the high one.</returns>
    /// <exception cref="ArgumentException">The problem does not fit the rule.</exception>
    public static ulong Of(IntegerRule rule, Problem problem, int steps)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(steps);
        using IRuleSession session = rule.Open();
        session.Bind(problem);
        return Of(session, problem.Cells * rule.StateWidth, rule.Constants.Exponents[rule.Graph.NextState], steps);
    }

    /// <summary>Takes steps in a session, from the state that it holds, and the digest of the state after each.</summary>
    /// <param name="session">A session of a rule that runs in integers, with a bound problem.</param>
    /// <param name="entries">Entries of the state.</param>
    /// <param name="exponent">Their exponent.</param>
    /// <param name="steps">Steps, from 0.</param>
    /// <returns>As <see cref="Of(IntegerRule, Problem, int)"/>.</returns>
    public static ulong Of(IRuleSession session, int entries, int exponent, int steps)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(entries);
        ArgumentOutOfRangeException.ThrowIfNegative(steps);
        var state = new float[entries];
        float unit = MathF.ScaleB(1f, exponent);
        ulong digest = Start;
        for (int step = 0; step < steps; step++)
        {
            session.Step();
            session.CopyState(state);
            foreach (float entry in state)
            {
                // Floats hold the entries exactly.
                var value = (ushort)(short)(entry * unit);
                digest = (digest ^ (byte)value) * Prime;
                digest = (digest ^ (byte)(value >> 8)) * Prime;
            }
        }

        return digest;
    }
}
