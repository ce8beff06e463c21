using TinyRecursion.Learning;
using TinyRecursion.Problems;
using TinyRecursion.Rules;
using TinyRecursion.Training.Optimisation;
using TinyRecursion.Training.Supervision;
using TinyRecursion.Training.Workflows;
using Xunit;

namespace TinyRecursion.Training.Tests;

/// <summary>A rule without features starts from a state of zeros, at which a normalisation is as steep as it gets, and learns all the same.</summary>
public sealed class StateOfZerosTests
{
    [Fact]
    public void Ends_of_a_line_are_learned_without_any_feature()
    {
        TrainingResult result = TrainingRun.Run(Plan(new MuonOptions(), 1e-2f), new TrainingRunOptions { ReportEvery = 180 });

        Assert.True(result.Last!.Value.Loss < 0.2, $"{result.Last.Value.Loss}");
    }

    [Fact]
    public void Parameters_beyond_the_range_of_numbers_are_a_divergence()
    {
        Assert.Throws<DivergenceException>(
            () => TrainingRun.Run(Plan(new AdamWOptions { WeightDecay = 1e30f }, 1f), new TrainingRunOptions()));
    }

    [Fact]
    public void A_matrix_next_to_zero_stays_as_it_is()
    {
        using var orthogonaliser = new Orthogonaliser([new WeightShape("w", 2, 2, 0)]);
        float[] matrix = [float.Epsilon, 0, 0, float.Epsilon];

        orthogonaliser.Apply(matrix, 2, 2);

        Assert.Equal([float.Epsilon, 0, 0, float.Epsilon], matrix);
    }

    private static TrainingPlan Plan(OptimiserOptions optimiser, float rate)
    {
        RuleGraph graph = RelationalRule.Create(new RelationalRuleOptions
        {
            StateWidth = 16, MessageWidth = 16, HiddenWidth = 16, Relations = [], Neighbours = [new NeighbourShape("lr", 2)],
            FeatureTables = [], FeatureRows = 1, ReadoutWidth = 2,
        });
        return new TrainingPlan
        {
            Task = "ends",
            Graph = graph,
            Source = new Ends(),
            Options = new TrainingOptions
            {
                Updates = 180, BatchSize = 16, Optimiser = optimiser, InitialHint = 0f,
                Supervision = new LoopSupervisionOptions { Steps = 8, Losses = 4, SegmentsPerExample = 2 },
                LearningRate = new LearningRateOptions { Peak = rate, WarmUp = 1 },
            },
            Export = (parameters, card) => new TinyRecursion.Models.Model("ends", graph, parameters, card),
        };
    }

    private sealed class Ends : ITrainingSource
    {
        public string Identity => "ends";

        public int MaximumHint => 0;

        public TrainingExample Create(ulong seed, int hint)
        {
            int cells = 3 + (int)(seed % 6);
            int[] neighbours = [.. Enumerable.Range(0, cells).SelectMany(cell => new[] { cell - 1, cell == cells - 1 ? -1 : cell + 1 })];
            int[] labels = [.. Enumerable.Range(0, cells).Select(cell => cell == 0 || cell == cells - 1 ? 1 : 0)];
            return new TrainingExample(
                new Problem(new Topology(cells, [new NeighbourRelation("lr", cells, 2, neighbours)]), 0, []), new TokenLoss(0, labels));
        }
    }
}
