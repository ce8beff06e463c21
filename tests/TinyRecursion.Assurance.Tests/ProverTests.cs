using TinyRecursion.Assurance.Proofs;
using TinyRecursion.Execution;
using TinyRecursion.Execution.Finite;
using TinyRecursion.Execution.Float;
using TinyRecursion.Execution.Oracle;
using TinyRecursion.Models;
using TinyRecursion.Rules;
using TinyRecursion.Tasks.Arithmetic;
using Xunit;

namespace TinyRecursion.Assurance.Tests;

public class ProverTests
{
    [Fact]
    public void The_shipped_rule_is_proved_at_every_point()
    {
        Assert.True(Proved.Proof.Holds);
        Assert.Equal((20_000L, 0L), (Proved.Proof.Points, Proved.Proof.Wrong));
        Assert.True(Proved.Proof.SmallestMargin > 1f);
        Assert.Equal(Proved.Proof.SpecificationDigest, Proved.Proof.TableDigest);
        Assert.Equal([("conservation", 10_000L), ("constant", 10L), ("addition", 200L)], Proved.Proof.Premises.Select(p => (p.Name, p.Points)));
    }

    [Fact]
    public void The_number_of_threads_changes_nothing()
    {
        Proof proof = Prover.Prove(Proved.Theorem, Proved.Model, threads: 3);

        Assert.Equal(Proved.Proof.Premises, proof.Premises);
        Assert.Equal(Proved.Proof with { Premises = [] }, proof with { Premises = [] });
    }

    [Fact]
    public void The_definition_of_the_operations_gives_the_same_digits()
    {
        // The scalar oracle shares no code with what runs: each hundredth point of the domain by it.
        long[] keys = [.. Enumerable.Range(0, 200).Select(i => i * 100L)];
        var local = new LocalProblem(DigitSpecification.Instance.Shape, keys);
        var oracle = new ScalarOracle<double>(Proved.Model.Graph, Array.ConvertAll(Proved.Model.Parameters.ToArray(), p => (double)p));
        var state = new Matrix<double>(local.Problem.Cells, 9, Array.ConvertAll(local.State, entry => (double)entry));

        double[] next = oracle.Step(local.Problem, state).Values;

        var inputs = new int[5];
        for (int i = 0; i < keys.Length; i++)
        {
            DigitSpecification.Instance.Shape.Inputs(keys[i], inputs);
            int digit = Array.IndexOf(next, 1.0, (local.First + i) * 9, 9) is >= 0 and var at ? at - ((local.First + i) * 9) + 1 : 0;
            Assert.Equal(DigitSpecification.Instance.Next(inputs), digit);
        }
    }

    [Theory]
    [InlineData("a")]
    [InlineData("product.weight")]
    [InlineData("hidden.weight")]
    [InlineData("digit.bias")]
    public void A_rule_with_one_wrong_weight_is_refused_with_a_counterexample_that_is_one(string weight)
    {
        WeightShape shape = Proved.Model.Graph.Weights.Single(w => w.Name == weight);
        Model wrong = Proved.With(shape.Offset + 5, -25f);

        Proof proof = Prover.Prove(Proved.Theorem, wrong);

        Assert.False(proof.Holds);
        Assert.True(proof.Wrong > 0 && proof.SmallestMargin <= 0f);
        Assert.NotEqual(proof.SpecificationDigest, proof.TableDigest);
        Assert.Throws<ArgumentException>(() => Certificate.Of(Proved.Theorem, Proved.File, proof));
        // What it says is so: the rule, run on that one cell alone, gives that and not what it should.
        (int[] inputs, string expected, string got) = Parse(proof.Counterexample!);
        Assert.Equal(expected, DigitSpecification.Instance.Next(inputs).ToString());
        Assert.Equal(got, RunOn(wrong, inputs).ToString());
        Assert.NotEqual(expected, got);
    }

    [Fact]
    public void A_premise_that_fails_refuses_the_proof()
    {
        var theorem = new WithPremise(new Premise("false", "Every digit is 3.", machine => new PremiseResult(1, "the first digit is not")));

        Proof proof = Prover.Prove(theorem, Proved.Model);

        Assert.Equal((false, 0L), (proof.Holds, proof.Wrong));
        Assert.StartsWith("the first digit is not: expected 'Every digit is 3.'", proof.Counterexample!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Models_of_another_kind_are_refused()
    {
        var otherTask = new Model("sudoku", Proved.Model.Graph, Proved.Model.Parameters.Span, Proved.Model.Card);
        var b = new RuleGraphBuilder(9, 3);
        int next = b.Snap(b.Linear(b.State(), 9, "map", bias: true), 9);
        RuleGraph graph = b.Build(next, b.Linear(next, 10, "readout", bias: true));
        var otherShape = new Model("arithmetic", graph, new float[graph.ParameterCount], Proved.Model.Card);

        Assert.Contains("task 'sudoku'", Assert.Throws<ArgumentException>(() => Prover.Prove(Proved.Theorem, otherTask)).Message, StringComparison.Ordinal);
        Assert.Contains("looks at", Assert.Throws<ArgumentException>(() => Prover.Prove(Proved.Theorem, otherShape)).Message, StringComparison.Ordinal);
    }

    private static (int[] Inputs, string Expected, string Got) Parse(Counterexample counterexample)
    {
        string[] parts = [.. counterexample.Point.Split(", ").Select(part => part.Split(" = ")[1])];
        return ([parts[0] == "digit" ? 0 : 1, .. parts[1..].Select(int.Parse)], counterexample.Expected, counterexample.Got);
    }

    private static int RunOn(Model model, int[] inputs)
    {
        FiniteShape shape = DigitSpecification.Instance.Shape;
        var local = new LocalProblem(shape, [shape.Key(inputs)]);
        using var rule = new NeuralRule(model.Graph, model.Parameters.Span);
        using IRuleSession session = rule.Open();
        session.Bind(local.Problem);
        session.SetState(local.State);
        session.Step();
        session.CopyState(local.State);
        return shape.Read(local.State.AsSpan(local.First * 9, 9));
    }

    private sealed class WithPremise(Premise premise) : ITheorem
    {
        public string Name => "test";

        public string Task => Proved.Theorem.Task;

        public string Statement => "none";

        public string SpecificationText => "none";

        public ILocalSpecification Specification => Proved.Theorem.Specification;

        public string Induction => "none";

        public IReadOnlyList<Premise> Premises => [premise];

        public string Describe(ReadOnlySpan<int> inputs) => Proved.Theorem.Describe(inputs);

        public string DescribeSymbol(int symbol) => Proved.Theorem.DescribeSymbol(symbol);
    }
}
