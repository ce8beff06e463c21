using TinyRecursion.Execution.Finite;
using TinyRecursion.Learning;
using TinyRecursion.Rules;
using TinyRecursion.Training.Local;
using Xunit;

namespace TinyRecursion.Training.Tests;

/// <summary>Local rules are learned from their specification, whatever the number of threads.</summary>
public class LocalTrainerTests
{
    [Fact]
    public void A_small_rule_is_learned_to_the_last_point()
    {
        (LocalProgress end, float[] parameters) = Train(threads: 2, updates: 2000, margin: 1f);

        Assert.Equal((0L, 0L), (end.Wrong, end.Unsure));
        Assert.True(end.Margin >= 1f && end.Update < 2000);
        var machine = FiniteMachine.Tabulate(Rule(), parameters, [3]);
        Assert.Equal(FiniteMachine.Of(new Sum()).Table.ToArray(), machine.Table.ToArray());
    }

    [Fact]
    public void The_number_of_threads_changes_nothing()
    {
        (LocalProgress end, float[] parameters) = Train(threads: 1, updates: 60, margin: 100f);

        (LocalProgress again, float[] parametersAgain) = Train(threads: 3, updates: 60, margin: 100f);

        Assert.Equal(end, again);
        Assert.Equal(parameters, parametersAgain);
        Assert.Equal(60, end.Update);
        Assert.True(end.Margin < 100f);
    }

    [Fact]
    public void A_rule_of_another_shape_is_refused()
    {
        var b = new RuleGraphBuilder(2, 1);
        int next = b.Snap(b.Linear(b.State(), 2, "map", bias: true), 2);
        RuleGraph graph = b.Build(next, b.Linear(next, 1, "readout", bias: false));

        Assert.Throws<ArgumentException>(() => new LocalTrainer(graph, new Sum(), new LocalTrainingOptions()));
    }

    /// <summary>The plan of the small rule.</summary>
    internal static LocalTrainingPlan Plan(LocalTrainingOptions options) => new()
    {
        Task = "sum", Graph = Rule(), Specification = new Sum(), Finish = parameters => parameters[^1] = 0.5f, Options = options,
    };

    private static (LocalProgress End, float[] Parameters) Train(int threads, int updates, float margin)
    {
        using var trainer = new LocalTrainer(Rule(), new Sum(), new LocalTrainingOptions
        {
            Seed = 3, Updates = updates, BatchSize = 40, LearningRate = 2e-2f, WarmUp = 10, ExamineEvery = 20, Margin = margin, Threads = threads,
        });
        return (trainer.Run(), trainer.Average.ToArray());
    }

    private static RuleGraph Rule()
    {
        var b = new RuleGraphBuilder(4, 1);
        int mixed = b.Add(
            b.Embed(0, 3, 16, "table"), b.Linear(b.State(), 16, "own", bias: true), b.Linear(b.Gather(b.State(), "near", 1), 16, "near", bias: false));
        int next = b.Snap(b.Linear(b.Relu(mixed), 4, "out", bias: true), 2);
        return b.Build(next, b.Linear(next, 1, "readout", bias: false));
    }

    /// <summary>Two blocks: the sum of all inputs modulo three, and the neighbour's first block.</summary>
    private sealed class Sum : ILocalSpecification
    {
        public FiniteShape Shape { get; } = new([3], 2, 2, readsOwn: true, "near", 1);

        public int Next(ReadOnlySpan<int> inputs) => (3 * ((inputs[0] + inputs[1] + inputs[2]) % 3)) + (inputs[2] / 3);
    }
}
