using TinyRecursion.Cli.Training;
using TinyRecursion.Execution.Float;
using TinyRecursion.Models;
using TinyRecursion.Rules;
using TinyRecursion.Tasks.Maze;

namespace TinyRecursion.Cli.Maze;

/// <summary>What the training of a maze rule works towards.</summary>
/// <param name="stateWidth">State width of the rule.</param>
/// <param name="hiddenWidth">Its hidden width.</param>
/// <param name="validation">Mazes to validate on, perhaps none.</param>
internal sealed class MazeGoal(int stateWidth, int hiddenWidth, IReadOnlyList<MazePuzzle> validation) : ITrainingGoal
{
    /// <summary>Mazes of a validation: enough to see progress, few enough not to slow the run.</summary>
    private const int ValidationMazes = 100;

    private readonly RuleGraph _graph = MazeRule.Create(stateWidth, hiddenWidth);

    /// <inheritdoc/>
    public string Task => "maze";

    /// <inheritdoc/>
    public double? Validate(float[] parameters, int threads, CancellationToken cancellation)
    {
        if (validation.Count == 0)
        {
            return null;
        }

        using var rule = new NeuralRule(_graph, MazeRule.OfLearner(parameters, stateWidth, hiddenWidth));
        // One start, which tells rules apart where with several all of them are right.
        MazeResult[] results = MazeBatch.Run(
            () => new MazeRunner(rule), validation.Take(ValidationMazes).ToList(), new MazeRunOptions { Starts = 1 }, threads, (_, _) => { }, cancellation);
        return results.Count(result => result.IsRight) / (double)results.Length;
    }

    /// <inheritdoc/>
    public Model Export(float[] parameters, IReadOnlyDictionary<string, string> card) =>
        new(Task, _graph, MazeRule.OfLearner(parameters, stateWidth, hiddenWidth), card);
}
