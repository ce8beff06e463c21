using TinyRecursion.Learning;
using TinyRecursion.Models;
using TinyRecursion.Rules;

namespace TinyRecursion.Training.Tests.Workflows;

/// <summary>Small plans of training runs.</summary>
internal static class Plans
{
    /// <summary>Learns to copy; validated by a number that rises and falls with the parameters.</summary>
    /// <param name="updates">Updates in all.</param>
    /// <param name="validate">The validation, or null.</param>
    public static TrainingPlan Copying(int updates, Func<Model, int, CancellationToken, double>? validate = null)
    {
        RuleGraph graph = CopyingSource.Rule();
        return new TrainingPlan
        {
            Task = "copying",
            Graph = graph,
            Source = new CopyingSource(),
            Options = new TrainingOptions
            {
                Seed = 5, Updates = updates, BatchSize = 6, InitialHint = 2, Threads = 1,
                LearningRate = new LearningRateOptions { WarmUp = 2, DecayShare = 0 },
                Supervision = new LoopSupervisionOptions { Steps = 3, Losses = 2, SegmentsPerExample = 3 },
            },
            Export = (parameters, card) => new Model("copying", graph, parameters, card),
            Validate = validate,
        };
    }

    /// <summary>A share that depends on the parameters alone.</summary>
    public static double Share(Model model, int threads, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        double sum = 0;
        foreach (float parameter in model.Parameters.Span)
        {
            sum += parameter;
        }

        return Math.Abs(sum * 1000) % 1;
    }
}
