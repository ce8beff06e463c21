using TinyRecursion.Execution.Float;
using TinyRecursion.Operations;
using TinyRecursion.Problems;
using TinyRecursion.Rules;
using TinyRecursion.Tests.Execution;
using TinyRecursion.Training.Gradients;
using Xunit;

namespace TinyRecursion.Training.Tests;

/// <summary>Gradients are those of the scalar oracle.</summary>
/// <remarks>
/// Seeds are fixed here: where a rectifier's input lies within rounding of zero, single and double precision may
/// fall on different sides of the kink, which a random seed would meet once in a while.
/// </remarks>
public class GradientTests
{
    private const int MaximumWidth = 32;

    public static TheoryData<string> Operations => OperationKinds.Names;

    [Theory]
    [MemberData(nameof(Operations))]
    public void The_gradient_of_every_operation_agrees_with_differences(string operation)
    {
        for (int seed = 0; seed < 12; seed++)
        {
            GradientCheck.Run(OperationSamples.Draw(operation, seed, MaximumWidth), steps: 1 + (seed % 4), seed);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Gradients_of_rules_put_together_at_random_agree_with_differences(int block)
    {
        for (int seed = 25 * block; seed < 25 * (block + 1); seed++)
        {
            GradientCheck.Run(RandomRules.Draw(seed, MaximumWidth), steps: 3, seed);
        }
    }

    [Fact]
    public void A_rule_that_only_looks_up_features_has_the_gradient_of_its_table()
    {
        var c = new SampleContext(3, MaximumWidth);
        RuleGraphBuilder b = c.Builder();
        int looked = b.Embed(0, SampleContext.FeatureRows, c.Width(), "table");

        GradientCheck.Run(c.Finish(b, b.Linear(b.Silu(looked), c.StateWidth, "map", bias: true)), steps: 3, seed: 1);
    }

    [Fact]
    public void Members_that_tie_for_the_maximum_share_one_gradient()
    {
        // From a state of zeros all cells say the same: every maximum is attained by every member. The cells are alike
        // in everything, so that they stay tied when a weight moves.
        RuleGraph graph = RelationalRule.Create(new RelationalRuleOptions
        {
            Relations = ["row"], FeatureTables = [], StateWidth = 5, MessageWidth = 16, HiddenWidth = 7,
        });
        var problem = new Problem(new Topology(6, new GroupRelation("row", 6, [[0, 1, 2], [3, 4, 5]])), 0, []);
        var parameters = new float[graph.ParameterCount];
        SeededRandom.Fill(parameters, 7);

        GradientCheck.RunParameters(new SampleCase(graph, parameters, problem, new float[30]), steps: 3, seed: 1);
    }

    [Fact]
    public void Groups_that_conclude_before_they_answer_run_and_learn_as_the_oracle_says()
    {
        RuleGraph graph = RelationalRule.Create(new RelationalRuleOptions
        {
            Relations = ["row", "pair"], FeatureTables = ["kind"], StateWidth = 5, MessageWidth = 16, HiddenWidth = 7, GroupWidth = 6,
        });
        Assert.Contains(graph.Weights, weight => weight is { Name: "pair.answer.weight", Rows: 6, Columns: 7 });
        var topology = new Topology(
            6, new GroupRelation("row", 6, [[0, 1, 2], [3, 4, 5], [1, 5]]), new GroupRelation("pair", 6, [[0, 1], [2, 3], [4, 5]]));
        var parameters = new float[graph.ParameterCount];
        SeededRandom.Fill(parameters, 7);
        var state = new float[30];
        SeededRandom.Fill(state, 8);
        var sample = new SampleCase(graph, parameters, new Problem(topology, 1, [0, 1, 2, 3, 4, 5]), state);

        OracleAgreement.Check(sample, steps: 3);
        GradientCheck.Run(sample, steps: 3, seed: 1);
    }

    [Fact]
    public void A_segment_forgets_the_problem_before()
    {
        SampleCase sample = OperationSamples.Draw("Gather", 4, MaximumWidth);
        using var weights = new FloatWeights(sample.Graph, sample.Parameters);
        using var segment = new SegmentGradient(weights, 3);
        (float[] fresh, float[] freshState) = GradientCheck.Gradients(sample, 3);
        foreach (Problem other in SampleContext.ProblemsLike(sample, seed: 1, MaximumWidth).Take(8))
        {
            var state = new float[other.Cells * sample.Graph.StateWidth];
            SeededRandom.Fill(state, 3);
            segment.Session.Bind(other);
            segment.Session.SetState(state);
            segment.Run(3, new QuadraticLoss(), new float[sample.Parameters.Length]);

            (float[] again, float[] againState) = GradientCheck.Gradients(sample, segment, 3);

            Assert.Equal(fresh, again);
            Assert.Equal(freshState, againState);
        }
    }

    [Fact]
    public void Gradients_are_added_to_what_the_vector_holds()
    {
        SampleCase sample = OperationSamples.Draw("Linear", 1, MaximumWidth);
        (float[] once, _) = GradientCheck.Gradients(sample, 2);
        using var weights = new FloatWeights(sample.Graph, sample.Parameters);
        using var segment = new SegmentGradient(weights, 2);
        float[] sum = [.. once.Select(_ => 1f)];
        segment.Session.Bind(sample.Problem);
        segment.Session.SetState(sample.InitialState);

        segment.Run(2, new QuadraticLoss(), sum);

        Assert.Equal(once.Select(entry => 1f + entry), sum);
    }

    [Fact]
    public void A_shorter_segment_than_the_longest_has_its_own_gradient()
    {
        SampleCase sample = RandomRules.Draw(8, MaximumWidth);
        using var weights = new FloatWeights(sample.Graph, sample.Parameters);
        using var segment = new SegmentGradient(weights, maximumSteps: 9);

        (float[] roomy, float[] roomyState) = GradientCheck.Gradients(sample, segment, steps: 2);

        (float[] tight, float[] tightState) = GradientCheck.Gradients(sample, steps: 2);
        Assert.Equal(tight, roomy);
        Assert.Equal(tightState, roomyState);
    }

    [Theory]
    [InlineData(7, 1)]
    [InlineData(7, 3)]
    [InlineData(6, 6)]
    public void Several_losses_have_the_mean_gradient_of_the_segments_that_end_at_them(int steps, int losses)
    {
        SampleCase sample = RandomRules.Draw(8, MaximumWidth);
        using var weights = new FloatWeights(sample.Graph, sample.Parameters);
        using var segment = new SegmentGradient(weights, steps);
        var expected = new double[sample.Parameters.Length];
        double expectedLoss = 0;
        for (int n = 1; n <= losses; n++)
        {
            (float Loss, float[] Gradient) part = Run(n * steps / losses, 1);
            expectedLoss += part.Loss / losses;
            for (int i = 0; i < expected.Length; i++)
            {
                expected[i] += part.Gradient[i] / losses;
            }
        }

        (float loss, float[] gradient) = Run(steps, losses);

        Assert.Equal(expectedLoss, loss, 1e-5 * Math.Abs(expectedLoss));
        double largest = expected.Max(Math.Abs);
        Assert.True(largest > 0);
        Assert.All(gradient.Zip(expected), pair => Assert.Equal(pair.Second / largest, pair.First / largest, 1e-4));

        (float Loss, float[] Gradient) Run(int count, int several)
        {
            var sum = new float[sample.Parameters.Length];
            segment.Session.Bind(sample.Problem);
            segment.Session.SetState(sample.InitialState);
            float value = segment.Run(count, new QuadraticLoss(), sum, losses: several);
            return (value, sum);
        }
    }

    [Fact]
    public void Steps_outside_the_range_are_refused()
    {
        SampleCase sample = OperationSamples.Draw("Linear", 1, MaximumWidth);
        using var weights = new FloatWeights(sample.Graph, sample.Parameters);
        using var segment = new SegmentGradient(weights, 2);
        segment.Session.Bind(sample.Problem);

        Assert.Throws<ArgumentOutOfRangeException>(() => segment.Run(0, new QuadraticLoss(), new float[sample.Parameters.Length]));
        Assert.Throws<ArgumentOutOfRangeException>(() => segment.Run(3, new QuadraticLoss(), new float[sample.Parameters.Length]));
        segment.Session.Bind(sample.Problem);
        Assert.Throws<ArgumentOutOfRangeException>(
            () => segment.Run(2, new QuadraticLoss(), new float[sample.Parameters.Length], losses: 3));
    }

    [Fact]
    public void Steps_beyond_those_that_are_kept_are_refused()
    {
        // Two segments without setting the state in between: what the first kept is overwritten by the second.
        SampleCase sample = OperationSamples.Draw("Linear", 1, MaximumWidth);
        using var weights = new FloatWeights(sample.Graph, sample.Parameters);
        using var segment = new SegmentGradient(weights, 2);
        var gradient = new float[sample.Parameters.Length];
        segment.Session.Bind(sample.Problem);
        segment.Run(2, new QuadraticLoss(), gradient);

        Assert.Throws<ArgumentOutOfRangeException>(() => segment.Run(2, new QuadraticLoss(), gradient));
    }
}
