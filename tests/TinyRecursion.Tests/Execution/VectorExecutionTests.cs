using CsCheck;
using TinyRecursion.Execution.Float;
using TinyRecursion.Operations;
using TinyRecursion.Problems;
using TinyRecursion.Rules;
using Xunit;

namespace TinyRecursion.Tests.Execution;

/// <summary>Vector execution means what the scalar oracle means.</summary>
public class VectorExecutionTests
{
    /// <summary>Wide enough for every choice of tile of the matrix product, up to the sum of two.</summary>
    private const int MaximumWidth = 112;

    public static TheoryData<string> Operations => OperationKinds.Names;

    [Theory]
    [MemberData(nameof(Operations))]
    public void Every_operation_agrees_with_the_oracle(string operation) =>
        Gen.Int.NonNegative.Sample(
            seed => OracleAgreement.Check(OperationSamples.Draw(operation, seed, MaximumWidth), steps: 3),
            iter: 20, threads: 1);

    [Fact]
    public void Rules_put_together_at_random_agree_with_the_oracle() =>
        Gen.Int.NonNegative.Sample(
            seed => OracleAgreement.Check(RandomRules.Draw(seed, MaximumWidth), steps: 3), iter: 60, threads: 1);

    [Fact]
    public void Values_that_lie_over_each_other_are_the_same_to_the_bit() =>
        Gen.Int.NonNegative.Sample(
            seed =>
            {
                SampleCase sample = RandomRules.Draw(seed, MaximumWidth);
                using var weights = new FloatWeights(sample.Graph, sample.Parameters);
                using var shared = new FloatSession(weights);
                // What is trained holds every value of a step in memory of its own.
                using var apart = new FloatSession(weights, forGradient: true);
                Assert.Equal(States(apart, sample), States(shared, sample));
                Assert.InRange(shared.Layout.Bytes, 1, apart.Layout.Bytes);
            },
            iter: 60, threads: 1);

    [Fact]
    public void A_session_forgets_the_problem_before() =>
        Gen.Int.NonNegative.Sample(
            seed =>
            {
                // Gathering is the one operation that by itself would leave old padding beside its rows.
                SampleCase sample = seed % 2 == 0 ? RandomRules.Draw(seed, 40) : OperationSamples.Draw("Gather", seed, 40);
                using var weights = new FloatWeights(sample.Graph, sample.Parameters);
                using var session = new FloatSession(weights);
                foreach (Problem other in SampleContext.ProblemsLike(sample, seed, 40).Take(2))
                {
                    var state = new float[other.Cells * sample.Graph.StateWidth];
                    Array.Fill(state, 1e3f);
                    session.Bind(other);
                    session.SetState(state);
                    session.Step();
                    session.Step();
                    OracleAgreement.Check(sample, session, steps: 2);
                }
            },
            iter: 30, threads: 1);

    [Fact]
    public void A_rule_that_only_looks_up_features_agrees_with_the_oracle()
    {
        var c = new SampleContext(3, 40);
        RuleGraphBuilder b = c.Builder();

        OracleAgreement.Check(c.Finish(b, b.Embed(0, SampleContext.FeatureRows, c.StateWidth, "table")), steps: 3);
    }

    [Fact]
    public void A_rule_that_does_nothing_is_refused()
    {
        var c = new SampleContext(3, 40);
        RuleGraphBuilder b = c.Builder();

        Assert.Throws<ArgumentException>(() => c.Finish(b, b.State()));
    }

    [Fact]
    public void Neighbours_whose_width_overflows_are_refused()
    {
        var b = new RuleGraphBuilder(stateWidth: 1 << 16, featureColumns: 0);

        // 2^16 · (2^16 + 1) is 2^16 again in 32 bits.
        Assert.Throws<ArgumentException>(() => b.Gather(b.State(), "near", (1 << 16) + 1));
    }

    [Fact]
    public void A_snap_takes_the_first_of_equals_and_never_what_is_not_a_number()
    {
        var b = new RuleGraphBuilder(stateWidth: 6, featureColumns: 0);
        int next = b.Snap(b.State(), 3);
        RuleGraph graph = b.Build(next, b.Linear(next, 1, "readout", bias: false));
        using var weights = new FloatWeights(graph, new float[6]);
        using var session = new FloatSession(weights);
        session.Bind(new Problem(new Topology(3), 0, []));
        session.SetState(
        [
            1, 3, 2, -1, 0, -2,
            5, 5, 1, float.NaN, 1, float.PositiveInfinity,
            0, -0f, 0, float.NaN, float.NaN, float.NaN,
        ]);

        session.Step();

        var state = new float[18];
        session.CopyState(state);
        Assert.Equal([0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0], state);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(4)]
    [InlineData(12)]
    public void Blocks_that_do_not_fill_the_width_are_refused(int width)
    {
        var b = new RuleGraphBuilder(stateWidth: 6, featureColumns: 0);

        Assert.Throws<ArgumentException>(() => b.Snap(b.State(), width));
    }

    [Fact]
    public void A_problem_without_cells_has_no_scores()
    {
        var graph = RelationalRule.Create(new RelationalRuleOptions { Relations = ["row"], FeatureTables = [] });
        using var weights = new FloatWeights(graph, new float[graph.ParameterCount]);
        using var session = new FloatSession(weights);
        session.Bind(new Problem(new Topology(0, new GroupRelation("row", 0, [])), 0, []));

        session.Step();

        Assert.Equal(0, session.Readout().Length);
    }

    [Theory]
    [InlineData(0f)]
    [InlineData(1e-30f)]
    [InlineData(30f)]
    [InlineData(1e4f)]
    [InlineData(1e15f)]
    public void States_of_any_size_agree_with_the_oracle(float size)
    {
        foreach (Type operation in OperationKinds.Types)
        {
            SampleCase sample = OperationSamples.Draw(operation.Name, seed: 11, maximumWidth: 40);

            OracleAgreement.Check(sample with { InitialState = [.. sample.InitialState.Select(z => z * size)] }, steps: 1);
        }
    }

    [Fact]
    public void A_failed_bind_leaves_no_problem_bound()
    {
        var graph = RelationalRule.Create(new RelationalRuleOptions { Relations = ["row"], FeatureTables = [] });
        using var weights = new FloatWeights(graph, new float[graph.ParameterCount]);
        using var session = new FloatSession(weights);
        session.Bind(new Problem(new Topology(2, new GroupRelation("row", 2, [[0, 1]])), 0, []));

        Assert.Throws<ArgumentException>(() => session.Bind(new Problem(new Topology(900), 0, [])));

        // Half bound, it would step through memory that is laid out for the one and addressed for the other.
        Assert.Throws<InvalidOperationException>(session.Step);
    }

    [Fact]
    public void New_weights_replace_the_old_ones()
    {
        SampleCase sample = RandomRules.Draw(5, 40);
        using var weights = new FloatWeights(sample.Graph, [.. sample.Parameters.Select(p => p + 1f)]);
        using var session = new FloatSession(weights);
        session.Bind(sample.Problem);

        weights.Load(sample.Parameters);

        OracleAgreement.Check(sample, session, steps: 2);
    }

    private static int[] States(FloatSession session, SampleCase sample)
    {
        session.Bind(sample.Problem);
        session.SetState(sample.InitialState);
        var state = new float[sample.InitialState.Length];
        var bits = new List<int>();
        for (int step = 0; step < 3; step++)
        {
            session.Step();
            session.CopyState(state);
            bits.AddRange(state.Select(BitConverter.SingleToInt32Bits));
        }

        return [.. bits];
    }
}
