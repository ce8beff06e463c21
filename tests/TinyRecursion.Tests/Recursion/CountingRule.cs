using TinyRecursion.Problems;
using TinyRecursion.Rules;
using Xunit;

namespace TinyRecursion.Tests.Recursion;

/// <summary>A rule of plain code over cells of one number each: starts at a value, maps each number, and halts above a bound.</summary>
/// <param name="start">Where every cell starts.</param>
/// <param name="step">The step.</param>
/// <param name="bound">The state is the end when its first number is above this.</param>
internal sealed class CountingRule(float start, Func<float, float> step, float bound = float.PositiveInfinity) : AlgorithmicRule(stateWidth: 1)
{
    protected internal override void Require(Problem problem)
    {
        if (problem.Cells == 0)
        {
            throw new ArgumentException("No cells.");
        }
    }

    protected internal override void FillStart(Problem problem, Span<float> state) => state.Fill(start);

    protected internal override void Step(Problem problem, ReadOnlySpan<float> before, Span<float> after)
    {
        Assert.True(before.SequenceEqual(after));
        for (int i = 0; i < before.Length; i++)
        {
            after[i] = step(before[i]);
        }
    }

    protected internal override float? HaltLogit(Problem problem, ReadOnlySpan<float> state) => state[0] - bound;
}
