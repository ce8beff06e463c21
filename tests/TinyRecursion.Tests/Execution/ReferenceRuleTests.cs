using CsCheck;
using TinyRecursion.Execution;
using TinyRecursion.Execution.Oracle;
using TinyRecursion.Execution.Reference;
using TinyRecursion.Problems;
using TinyRecursion.Rules;
using TinyRecursion.Rules.Trm;
using Xunit;

namespace TinyRecursion.Tests.Execution;

/// <summary>The reference arithmetic rounds differently, but means what the scalar oracle means.</summary>
public class ReferenceRuleTests
{
    public static TheoryData<string> Operations => [.. OperationSamples.Table.Keys.Select(type => type.Name)];

    public static TheoryData<bool, object> Architectures => new()
    {
        { true, TrmPositions.None },
        { false, TrmPositions.Rotary },
        { false, TrmPositions.Learned },
    };

    [Theory]
    [MemberData(nameof(Operations))]
    public void Every_operation_agrees_with_the_oracle(string operation) =>
        Gen.Int.NonNegative.Sample(
            seed => Check(OperationSamples.Draw(operation, seed, maximumWidth: 80)), iter: 10, threads: 1);

    [Fact]
    public void Rules_put_together_at_random_agree_with_the_oracle() =>
        Gen.Int.NonNegative.Sample(seed => Check(RandomRules.Draw(seed, 80)), iter: 20, threads: 1);

    [Theory]
    [MemberData(nameof(Architectures))]
    public void Published_architectures_agree_with_the_oracle(bool mixer, object positions) =>
        Check(Published(mixer, (TrmPositions)positions, seed: 1));

    [Fact]
    public void A_session_is_a_session()
    {
        SampleCase sample = Published(mixer: false, TrmPositions.Rotary, seed: 2);
        using IRuleSession session = new ReferenceRule(sample.Graph, sample.Parameters).Open();
        Assert.Throws<InvalidOperationException>(session.Step);
        session.Bind(sample.Problem);
        session.SetState(sample.InitialState);
        Assert.Equal(float.PositiveInfinity, session.Residual());

        session.Step();
        var state = new float[sample.InitialState.Length];
        session.CopyState(state);
        Assert.Equal(1, session.StepCount);
        Assert.Equal(state.Zip(sample.InitialState, (after, before) => MathF.Abs(after - before)).Max(), session.Residual());

        var oracle = new ScalarOracle<double>(sample.Graph, OracleAgreement.Widen(sample.Parameters));
        Matrix<double>[] values = oracle.Evaluate(
            sample.Problem, new(sample.Problem.Cells, sample.Graph.StateWidth, OracleAgreement.Widen(state)));
        var encoding = new float[state.Length];
        session.CopyEncoding(encoding);
        Assert.Equal(values[sample.Graph.Encoding!.Value].Values.Max(), encoding.Max(), 1e-5);

        // The halting head reads the state, which a state of zeros tells from any other: what is left is its bias.
        float score = session.HaltLogit()!.Value;
        session.ClearState();
        Assert.Equal(0, session.StepCount);
        WeightShape bias = sample.Graph.Weights.Single(weight => weight.Name == "head.halting.bias");
        Assert.Equal(sample.Parameters[bias.Offset], session.HaltLogit());
        Assert.NotEqual(score, session.HaltLogit());
        session.CopyState(state);
        Assert.All(state, value => Assert.Equal(0f, value));
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        SampleCase sample = Published(mixer: true, TrmPositions.None, seed: 3);
        Assert.Throws<ArgumentException>(() => new ReferenceRule(sample.Graph, sample.Parameters.AsSpan(1)));
        using IRuleSession session = new ReferenceRule(sample.Graph, sample.Parameters).Open();

        Assert.Throws<ArgumentException>(() => session.Bind(new Problem(new Topology(3), 2, new int[6])));
        Assert.Throws<ArgumentException>(
            () => session.Bind(new Problem(new Topology(sample.Problem.Cells), 1, new int[sample.Problem.Cells])));
        Assert.Throws<InvalidOperationException>(() => session.Readout());
        session.Bind(sample.Problem);
        Assert.Throws<ArgumentException>(() => session.SetState(new float[1]));
        Assert.Throws<ArgumentException>(() => session.CopyState(new float[1]));
    }

    private static void Check(SampleCase sample)
    {
        using IRuleSession session = new ReferenceRule(sample.Graph, sample.Parameters).Open();
        OracleAgreement.Check(sample, session, steps: 2);
    }

    private static SampleCase Published(bool mixer, TrmPositions positions, ulong seed)
    {
        var config = new TrmConfig
        {
            SequenceLength = 11,
            VocabularySize = 5,
            PuzzleCount = 3,
            PuzzleWidth = 20,
            PuzzleSlots = 2,
            HighCycles = 1,
            LowCycles = 1,
            Layers = 2,
            Width = 12,
            Expansion = 2,
            Heads = 3,
            Positions = positions,
            Mixer = mixer,
        };
        RuleGraph graph = TrmRule.Create(config);
        var random = new SeededRandom(seed);
        var parameters = new float[graph.ParameterCount];
        foreach (WeightShape weight in graph.Weights)
        {
            foreach (ref float value in parameters.AsSpan(weight.Offset, weight.Count))
            {
                value = random.NextGaussian() / MathF.Sqrt(weight.Rows);
            }
        }

        int[] tokens = [.. Enumerable.Range(0, config.SequenceLength).Select(i => i % config.VocabularySize)];
        Problem problem = TrmProblem.Encode(config, tokens, puzzle: 1);
        var state = new float[problem.Cells * config.Width];
        SeededRandom.Fill(state, seed);
        return new SampleCase(graph, parameters, problem, state);
    }
}
