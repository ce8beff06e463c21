using TinyRecursion.Learning;
using TinyRecursion.Training.Local;
using TinyRecursion.Training.Workflows;
using Xunit;

namespace TinyRecursion.Training.Tests.Workflows;

/// <summary>Training of a local rule from a plan to a model.</summary>
public class LocalTrainingRunTests
{
    [Fact]
    public void It_ends_with_the_model_of_the_average_and_its_card()
    {
        LocalTrainingPlan plan = LocalTrainerTests.Plan(new LocalTrainingOptions
        {
            Seed = 3, Updates = 60, BatchSize = 40, LearningRate = 2e-2f, WarmUp = 10, ExamineEvery = 20, Margin = 100f, Threads = 2,
        });
        var examined = new List<int>();
        LocalTrainingResult result = LocalTrainingRun.Run(plan, new Examinations(examined));

        using var trainer = new LocalTrainer(plan.Graph, plan.Specification, plan.Options);
        Assert.Equal(trainer.Run(), result.End);
        float[] expected = trainer.Average.ToArray();
        plan.Finish(expected);
        Assert.Equal(expected, result.Model.Parameters.ToArray());
        Assert.Equal([20, 40, 60], examined);
        Assert.False(result.IsRight);
        Assert.Equal("60", result.Model.Card["updates"]);
        Assert.StartsWith("updates=60; seed=3; batch=40; learningRate=0.02", result.Model.Card["options"], StringComparison.Ordinal);
    }

    private sealed class Examinations(List<int> updates) : IProgress<LocalProgress>
    {
        public void Report(LocalProgress value) => updates.Add(value.Update);
    }
}
