using TinyRecursion.Rules.Trm;
using TinyRecursion.Tasks.Sequences;
using TinyRecursion.Training.Gradients;
using TinyRecursion.Training.Supervision;

namespace TinyRecursion.Cli.Sequences;

/// <summary>Training examples of a task as token sequences.</summary>
/// <param name="task">The task.</param>
/// <param name="config">The model's architecture.</param>
internal sealed class SequenceTrainingSource(ISequenceTask task, TrmConfig config) : ITrainingSource
{
    /// <inheritdoc/>
    public string Identity => task.Identity;

    /// <inheritdoc/>
    public int MaximumHelp => 0;

    /// <inheritdoc/>
    public TrainingExample Create(ulong seed, int help)
    {
        var random = new SeededRandom(seed);
        TokenExample example = task.Draw(ref random);
        return new TrainingExample(
            TrmProblem.Encode(config, example.Inputs, example.Puzzle), new TokenLoss(config.PuzzleSlots, example.Labels));
    }
}
