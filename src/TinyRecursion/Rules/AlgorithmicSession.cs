using TinyRecursion.Problems;

namespace TinyRecursion.Rules;

/// <summary>An <see cref="AlgorithmicRule"/> at work on one problem. A step allocates nothing itself.</summary>
/// <param name="rule">The rule.</param>
internal sealed class AlgorithmicSession(AlgorithmicRule rule) : StateSession(rule.StateWidth)
{
    private float[] _scores = [];

    protected override void Prepare(Problem problem)
    {
        rule.Require(problem);
        base.Prepare(problem);
        _scores = new float[problem.Cells * rule.ReadoutWidth];
    }

    protected override void FillStart(Span<float> state) => rule.FillStart(Problem, state);

    protected override void Step(ReadOnlySpan<float> before, Span<float> after) => rule.Step(Problem, before, after);

    protected override ReadOnlySpan<float> ReadScores()
    {
        rule.Read(Problem, State, _scores);
        return _scores;
    }

    protected override float? ReadHalting() => rule.HaltScore(Problem, State);
}
