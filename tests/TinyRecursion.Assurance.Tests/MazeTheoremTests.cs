using TinyRecursion.Assurance.Proofs;
using TinyRecursion.Execution.Finite;
using TinyRecursion.Models;
using TinyRecursion.Rules;
using TinyRecursion.Tasks.Maze;
using Xunit;

namespace TinyRecursion.Assurance.Tests;

/// <summary>The theorem about mazes and the shipped model that it is about.</summary>
public class MazeTheoremTests
{
    private static readonly ITheorem Theorem = Theorems.Find("maze")!;

    private static readonly byte[] Shipped = File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "models", Theorem.Model + ".safetensors"));

    private static readonly Model Model = Proved.Load(Shipped);

    [Fact]
    public void The_shipped_rule_is_proved_and_its_certificate_checks()
    {
        Proof proof = Prover.Prove(Theorem, Model, threads: 2);

        Assert.True(proof.Holds);
        Assert.Equal((644_204L, 0L), (proof.Points, proof.Wrong));
        Assert.True(proof.SmallestMargin >= 1f);
        Assert.Equal([("kept", 644_204L), ("readout", 11L)], proof.Premises.Select(premise => (premise.Name, premise.Points)));
        CertificateVerdict verdict = CertificateChecker.Check(Certificate.Of(Theorem, Shipped, proof), "c", threads: 2, TestContext.Current.CancellationToken);
        Assert.True(verdict.Holds);
    }

    [Theory]
    [InlineData("own.weight", 12)]
    [InlineData("around.weight", 100)]
    [InlineData("kind", 3)]
    [InlineData("symbol.weight", 20)]
    [InlineData("symbol.bias", 4)]
    public void A_rule_with_one_wrong_weight_is_refused_with_a_counterexample(string weight, int at)
    {
        Proof proof = Prover.Prove(Theorem, With(weight, at, 60f), threads: 2);

        Assert.False(proof.Holds);
        Assert.True(proof.Wrong > 0);
        Assert.NotEqual(proof.Counterexample!.Expected, proof.Counterexample.Got);
        Assert.Contains("that holds", proof.Counterexample.Point, StringComparison.Ordinal);
    }

    [Fact]
    public void A_wrong_readout_is_refused_though_every_step_is_right()
    {
        Proof proof = Prover.Prove(Theorem, With("readout.weight", (int)WaveSymbol.Left - 1, 5f), threads: 2);

        Assert.Equal((false, 0L), (proof.Holds, proof.Wrong));
        Assert.Contains("symbol 2 has a logit of 4", proof.Counterexample!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_table_that_forgets_does_not_keep_what_the_induction_needs()
    {
        Premise kept = Theorem.Premises.Single(premise => premise.Name == "kept");
        Assert.Null(kept.Check(WaveSpecification.Machine).Counterexample);
        Assert.NotNull(kept.Check(FiniteMachine.Of(new Forgetful())).Counterexample);
    }

    [Fact]
    public void Points_and_symbols_are_told_in_words()
    {
        Assert.Equal(
            "the start that holds blank; below goal; left blank; right U on the path; above goal on the path",
            Theorem.Describe([(int)MazeCell.Start, 0, 5, 0, 9, 10]));
        Assert.Equal("D on the path", Theorem.DescribeSymbol(6));
    }

    private static Model With(string weight, int at, float value)
    {
        WeightShape shape = Model.Graph.Weights.Single(other => other.Name == weight);
        float[] parameters = Model.Parameters.ToArray();
        parameters[shape.Offset + at] = value;
        return new Model(Model.Task, Model.Graph, parameters, Model.Card);
    }

    /// <summary>The specification, but cells on the path leave it again.</summary>
    private sealed class Forgetful : ILocalSpecification
    {
        private readonly WaveSpecification _inner = new();

        public FiniteShape Shape => _inner.Shape;

        public int Next(ReadOnlySpan<int> inputs) =>
            _inner.Next(inputs) is var next && inputs[1] == next && next > (int)WaveSymbol.Goal ? next - 5 : next;
    }
}
