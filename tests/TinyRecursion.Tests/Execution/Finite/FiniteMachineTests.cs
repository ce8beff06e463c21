using CsCheck;
using TinyRecursion.Execution.Finite;
using TinyRecursion.Execution.Float;
using TinyRecursion.Problems;
using TinyRecursion.Recursion;
using TinyRecursion.Rules;
using Xunit;

namespace TinyRecursion.Tests.Execution.Finite;

/// <summary>A finite machine is the rule that it was made of, to the bit.</summary>
public class FiniteMachineTests
{
    [Fact]
    public void A_machine_takes_the_very_steps_of_its_rule() => Gen.Select(Gen.Int[0, 100_000], Gen.Int[1, 40]).Sample((seed, cells) =>
    {
        LocalRules.Case rule = LocalRules.Draw(seed);
        var machine = FiniteMachine.Tabulate(rule.Graph, rule.Parameters, rule.FeatureKinds);
        using var neural = new NeuralRule(rule.Graph, rule.Parameters);
        using IRuleSession expected = neural.Open(), actual = machine.Open();
        // The second problem meets a session that has run before.
        for (int round = 0; round < 2; round++)
        {
            Problem problem = LocalRules.DrawProblem(rule, cells + round, seed + round);
            expected.Bind(problem);
            actual.Bind(problem);
            Agree(expected, actual, problem.Cells, steps: 4);
            float[] state = LocalRules.DrawState(machine.Shape, problem.Cells, seed);
            expected.SetState(state);
            actual.SetState(state);
            Agree(expected, actual, problem.Cells, steps: 12);
        }
    }, iter: 60, threads: 1);

    [Fact]
    public void The_table_is_the_same_on_any_number_of_threads()
    {
        // Several batches.
        LocalRules.Case rule = Enumerable.Range(0, 1000).Select(LocalRules.Draw)
            .First(rule => FiniteShape.Of(rule.Graph, rule.FeatureKinds).Size is > 2000 and < 20_000);

        var one = FiniteMachine.Tabulate(rule.Graph, rule.Parameters, rule.FeatureKinds, threads: 1);
        var three = FiniteMachine.Tabulate(rule.Graph, rule.Parameters, rule.FeatureKinds, threads: 3);

        Assert.Equal(one.Table.ToArray(), three.Table.ToArray());
        Assert.Equal(one.Digest(), three.Digest());
    }

    [Fact]
    public void A_table_beyond_the_limit_is_refused_before_it_is_allocated()
    {
        LocalRules.Case rule = LocalRules.Draw(1);
        long size = FiniteShape.Of(rule.Graph, rule.FeatureKinds).Size;
        var large = new CountingSpecification(new FiniteShape([1 << 20, 1 << 20], 1, 1, readsOwn: true, null, 0));

        Assert.Throws<ArgumentException>(
            () => FiniteMachine.Tabulate(rule.Graph, rule.Parameters, rule.FeatureKinds, maximumSize: size - 1));
        Assert.Throws<ArgumentException>(() => FiniteMachine.Of(large, maximumSize: long.MaxValue));
    }

    [Fact]
    public void A_specification_runs_as_a_rule()
    {
        // A cell becomes 1 when a neighbour is, and stays so: a wave along a line.
        var machine = FiniteMachine.Of(new Wave());
        int[] neighbours = [-1, 1, 0, 2, 1, 3, 2, 4, 3, -1];
        using FiniteSession session = machine.OpenFinite();
        session.Bind(new Problem(new Topology(5, new NeighbourRelation("near", 5, 2, neighbours)), 0, []));
        session.SetSymbols([1, 0, 0, 0, 0]);

        LoopResult result = Loop.Run(session, Halting.Converged(0));

        Assert.Equal((5, HaltReason.Converged), (result.Steps, result.Reason));
        Assert.Equal([1, 1, 1, 1, 1], session.Symbols.ToArray());
        Assert.Equal([0, 1], session.Readout()[..2].ToArray());
        session.ClearState();
        Assert.Equal(float.PositiveInfinity, session.Residual());
        Assert.Equal(1, Loop.Run(session, Halting.Converged(0)).Steps);
        Assert.Equal([0, 0, 0, 0, 0], session.Symbols.ToArray());
    }

    [Fact]
    public void A_step_costs_what_changed()
    {
        // A wave across a line of a hundred thousand cells: looking at every cell in every step would take 10^10 look-ups.
        const int cells = 100_000;
        var neighbours = new int[2 * cells];
        for (int cell = 0; cell < cells; cell++)
        {
            (neighbours[2 * cell], neighbours[(2 * cell) + 1]) = (cell - 1, cell + 1 < cells ? cell + 1 : -1);
        }

        using FiniteSession session = FiniteMachine.Of(new Wave()).OpenFinite();
        session.Bind(new Problem(new Topology(cells, new NeighbourRelation("near", cells, 2, neighbours)), 0, []));
        var start = new ushort[cells];
        start[0] = 1;
        session.SetSymbols(start);

        Assert.Equal(cells, Loop.Run(session, Halting.Converged(0)).Steps);
        Assert.All(session.Symbols.ToArray(), symbol => Assert.Equal(1, symbol));
    }

    [Fact]
    public void Problems_and_states_that_the_machine_does_not_know_are_refused()
    {
        LocalRules.Case rule = Enumerable.Range(0, 1000).Select(LocalRules.Draw)
            .First(rule => rule.Degree == 2 && rule.FeatureKinds.Length == 1);
        using FiniteSession session = FiniteMachine.Tabulate(rule.Graph, rule.Parameters, rule.FeatureKinds).OpenFinite();

        Assert.Throws<InvalidOperationException>(session.Step);
        Assert.Throws<ArgumentException>(() => session.Bind(new Problem(new Topology(1), 1, [0])));
        Assert.Throws<ArgumentException>(() => session.Bind(Pair([0, rule.FeatureKinds[0]], degree: 2)));
        Assert.Throws<ArgumentException>(() => session.Bind(Pair([0, 0], degree: 3)));
        session.Bind(Pair([0, 0], degree: 2));
        var state = new float[2 * session.StateWidth];
        state[^1] = 0.5f;
        Assert.Contains("cell 1 is no symbol", Assert.Throws<ArgumentException>(() => session.SetState(state)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => session.SetState(state.AsSpan(1)));
        Assert.Throws<ArgumentException>(() => session.SetSymbols([0, 10_000]));
        Assert.Throws<ArgumentException>(() => session.SetSymbols([0]));

        static Problem Pair(int[] features, int degree) => new(
            new Topology(2, new NeighbourRelation("near", 2, degree, [.. Enumerable.Repeat(0, 2 * degree)])), 1, features);
    }

    [Fact]
    public void Without_its_snap_a_rule_has_the_same_weights_and_gives_what_the_snap_sees() => Gen.Int[0, 100_000].Sample(seed =>
    {
        LocalRules.Case rule = LocalRules.Draw(seed);
        RuleGraph logits = FiniteRules.Logits(rule.Graph);
        var shape = FiniteShape.Of(rule.Graph, rule.FeatureKinds);
        var machine = FiniteMachine.Tabulate(rule.Graph, rule.Parameters, rule.FeatureKinds);
        using var neural = new NeuralRule(logits, rule.Parameters);
        var runner = new LocalRunner(neural, shape);

        Assert.Equal(rule.Graph.Weights, logits.Weights);
        long[] keys = [.. Enumerable.Range(0, (int)Math.Min(shape.Size, 200)).Select(key => (long)key)];
        float[] values = runner.Run(keys);
        foreach (long key in keys)
        {
            ReadOnlySpan<float> row = values.AsSpan((int)key * shape.StateWidth, shape.StateWidth);
            float margin = shape.Margin(row, machine.Table[(int)key]);
            Assert.True(margin >= 0, $"The symbol that the snap chose trails by {margin}.");
            for (int other = 0; other < shape.Symbols; other++)
            {
                Assert.True(other == machine.Table[(int)key] || shape.Margin(row, other) <= 0);
            }
        }
    }, iter: 40, threads: 1);

    [Fact]
    public void A_snap_that_something_else_reads_stays()
    {
        var b = new RuleGraphBuilder(2, 0);
        int next = b.Snap(b.State(), 2);
        b.Silu(next);

        Assert.Throws<ArgumentException>(() => FiniteRules.Logits(b.Build(next, b.Linear(next, 1, "readout", bias: false))));
    }

    private static void Agree(IRuleSession expected, IRuleSession actual, int cells, int steps)
    {
        float[] left = new float[cells * expected.StateWidth], right = new float[left.Length];
        for (int step = 0; step <= steps; step++)
        {
            expected.CopyState(left);
            actual.CopyState(right);
            Assert.Equal(left, right);
            Assert.Equal(expected.Readout().ToArray(), actual.Readout().ToArray());
            Assert.Equal((expected.Residual(), expected.StepCount), (actual.Residual(), actual.StepCount));
            expected.Step();
            actual.Step();
        }
    }

    private sealed class Wave : ILocalSpecification
    {
        public FiniteShape Shape { get; } = new([], 1, 1, readsOwn: true, "near", 2);

        public int Next(ReadOnlySpan<int> inputs) => inputs.Contains(1) ? 1 : 0;
    }

    private sealed class CountingSpecification(FiniteShape shape) : ILocalSpecification
    {
        public FiniteShape Shape => shape;

        public int Next(ReadOnlySpan<int> inputs) => throw new InvalidOperationException("asked before the size was checked");
    }
}
