using TinyRecursion.Cli.Training;
using TinyRecursion.Models;
using TinyRecursion.Problems;
using TinyRecursion.Rules;
using TinyRecursion.Training.Supervision;

namespace TinyRecursion.Cli.Compression;

/// <summary>What compression needs to know of a task: problems to calibrate on, examples to train on, and how answers are measured.</summary>
internal abstract class CompressionTask
{
    /// <summary>How its rules are trained, where nothing else is said.</summary>
    public abstract TrainingOptions Training { get; }

    /// <summary>Instances as the rule sees them, to calibrate on.</summary>
    /// <param name="limit">Most instances.</param>
    /// <exception cref="Common.InputException">There is none.</exception>
    public abstract List<Problem> Problems(int limit);

    /// <summary>Examples to train on.</summary>
    public abstract ITrainingSource Source();

    /// <summary>What training works towards.</summary>
    /// <param name="graph">The rule.</param>
    public abstract ITrainingGoal Goal(RuleGraph graph);

    /// <summary>Answers the instances that were given to be measured on.</summary>
    /// <param name="model">The model.</param>
    /// <param name="threads">Instances at once.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>How well it did, or null where no instances were given.</returns>
    public abstract AnswerQuality? Measure(Model model, int threads, CancellationToken cancellation);
}
