using TinyRecursion.Problems;
using TinyRecursion.Recursion;
using TinyRecursion.Rules;

/// <summary>Plain code as a rule: every other inner cell of a rod takes the mean of its neighbours; the ends are held at 0 and 1.</summary>
internal sealed class Average(int parity) : AlgorithmicRule(stateWidth: 1)
{
    /// <summary>A rod of some cells.</summary>
    public static RuleState Rod(int cells) => new(new Problem(new Topology(cells, []), featureColumns: 0, []));

    protected override void FillStart(Problem problem, Span<float> state)
    {
        state.Clear();
        state[^1] = 1f;
    }

    protected override void Step(Problem problem, ReadOnlySpan<float> before, Span<float> after)
    {
        for (int cell = 1; cell < before.Length - 1; cell++)
        {
            after[cell] = cell % 2 == parity ? (before[cell - 1] + before[cell + 1]) / 2f : before[cell];
        }
    }
}
