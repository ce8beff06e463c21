using TinyRecursion.Assurance.Proofs;
using TinyRecursion.Assurance.Radius;
using TinyRecursion.Execution.Finite;
using TinyRecursion.Models;
using TinyRecursion.Rules;
using Xunit;

namespace TinyRecursion.Assurance.Tests;

public class RadiusTests
{
    [Theory]
    [InlineData("arithmetic", 0.00088, 40, 3)]
    [InlineData("maze", 0.0151, 20, 1)]
    public void Weights_within_the_radius_keep_the_theorem_and_one_change_outside_breaks_it(string name, double least, int perturbations, int whole)
    {
        ITheorem theorem = Theorems.Find(name)!;
        var model = Model.Load(Path.Combine(AppContext.BaseDirectory, "models", (theorem.Model ?? theorem.Task) + ".safetensors"));

        RadiusReport report = WeightRadius.Find(theorem, model, new RadiusOptions { Threads = 2, Perturbations = perturbations, Whole = whole });

        Assert.InRange(report.Certified, least, report.Breaking);
        Assert.InRange(report.Breaking / report.Certified, 1, 2);
        Assert.Equal((perturbations, 0), (report.Tried, report.Changed));
        Assert.InRange(Perturbations.Distance(model.Parameters.Span, report.BreakingWeights), report.Breaking * (1 - 1e-6), report.Breaking);
        Assert.False(Prover.Prove(theorem, new Model(model.Task, model.Graph, report.BreakingWeights!, model.Card)).Holds);
    }

    [Fact]
    public void The_radius_of_a_rule_of_three_numbers_is_what_algebra_says()
    {
        // One feature of two kinds, one entry: symbol 1 where e w + b > 0.
        var builder = new RuleGraphBuilder(1, 1);
        int next = builder.Snap(builder.Linear(builder.Relu(builder.Embed(0, 2, 1, "kind")), 1, "map", bias: true), 1);
        RuleGraph graph = builder.Build(next, builder.Linear(next, 1, "readout", bias: true));
        float[] parameters = [2f, 0.25f, 1.5f, -1f, 100f, -50f];
        string[] order = [.. graph.Weights.Select(weight => weight.Name)];
        Assert.Equal(["kind", "map.weight", "map.bias", "readout.weight", "readout.bias"], order);
        var model = new Model("maze", graph, parameters, new Dictionary<string, string>());
        FiniteMachine machine = FiniteMachine.Tabulate(graph, parameters, [2]);
        Assert.Equal([1, 0], machine.Table.ToArray());

        (double radius, long point) = new CertifiedRadius(model, machine).Find(threads: 1, CancellationToken.None);

        // (0.25 + r) (1.5 + r) - 1 + r = 0 comes before (2 - r) (1.5 - r) - 1 - r = 0.
        double expected = (-2.75 + Math.Sqrt((2.75 * 2.75) + (4 * 0.625))) / 2;
        Assert.Equal(1, point);
        Assert.InRange(radius, expected - 1e-5, expected);
    }

    [Fact]
    public void Threads_do_not_change_the_radius()
    {
        FiniteMachine specification = FiniteMachine.Of(Proved.Theorem.Specification);
        var certified = new CertifiedRadius(Proved.Model, specification);

        Assert.Equal(certified.Find(1, CancellationToken.None), certified.Find(3, CancellationToken.None));
    }

    [Fact]
    public void A_rule_with_an_operation_that_has_no_radius_is_refused_by_name()
    {
        var builder = new RuleGraphBuilder(2, 0);
        int next = builder.Snap(builder.Silu(builder.State()), 2);
        RuleGraph graph = builder.Build(next, builder.Linear(next, 1, "readout", bias: false));

        ArgumentException error = Assert.Throws<ArgumentException>(() => LocalSupport.Require(graph));

        Assert.Contains("'silu'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_of_another_task_is_refused()
    {
        var maze = Model.Load(Path.Combine(AppContext.BaseDirectory, "models", "maze-proved.safetensors"));

        Assert.Throws<ArgumentException>(() => WeightRadius.Find(Proved.Theorem, maze, new RadiusOptions()));
        Assert.Throws<ArgumentOutOfRangeException>(() => WeightRadius.Find(Proved.Theorem, Proved.Model, new RadiusOptions { Threads = 0 }));
    }

    [Fact]
    public void Perturbations_are_never_larger_than_the_radius()
    {
        for (int number = 0; number < 20; number++)
        {
            double radius = 1e-3 / (number + 1);
            float[] moved = Perturbations.Draw(Proved.Model.Parameters.Span, radius, seed: 5, number);

            Assert.InRange(Perturbations.Distance(Proved.Model.Parameters.Span, moved), 0.5 * radius, radius);
        }
    }
}
