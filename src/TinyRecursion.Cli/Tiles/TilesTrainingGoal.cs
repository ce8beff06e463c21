using TinyRecursion.Cli.Training;
using TinyRecursion.Execution.Float;
using TinyRecursion.Models;
using TinyRecursion.Rules;
using TinyRecursion.Tasks.Tiles;

namespace TinyRecursion.Cli.Tiles;

/// <summary>A rule that estimates the moves left.</summary>
/// <param name="graph">The rule.</param>
/// <param name="steps">How often it is applied.</param>
/// <param name="validation">Boards with known lengths to validate on, perhaps none.</param>
/// <param name="goal">The order to reach.</param>
internal sealed class TilesTrainingGoal(RuleGraph graph, int steps, IReadOnlyList<TilesPuzzle> validation, TilesGoal goal) : ITrainingGoal
{
    /// <summary>A beam and a number of boards that show progress without slowing the run.</summary>
    private const int ValidationBeam = 100;
    private const int ValidationBoards = 100;

    /// <inheritdoc/>
    public string Task => "tiles";

    /// <inheritdoc/>
    /// <remarks>Solved is here what is solved in no more moves than are known.</remarks>
    public double? Validate(float[] parameters, int threads, CancellationToken cancellation)
    {
        List<TilesPuzzle> puzzles = [.. validation.Where(puzzle => puzzle.KnownLength is not null).Take(ValidationBoards)];
        if (puzzles.Count == 0)
        {
            return null;
        }

        using var rule = new NeuralRule(graph, parameters);
        using var planner = new TilesPlanner(rule, new TilesPlanOptions { Beam = ValidationBeam, Steps = steps });
        int solved = 0;
        Parallel.For(
            0, puzzles.Count, new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellation },
            i =>
            {
                TilesResult result = planner.Run(puzzles[i].Board, goal, null, cancellation);
                if (result.IsSolved && result.Moves.Count <= puzzles[i].KnownLength)
                {
                    Interlocked.Increment(ref solved);
                }
            });
        return (double)solved / puzzles.Count;
    }

    /// <inheritdoc/>
    public Model Export(float[] parameters, IReadOnlyDictionary<string, string> card) =>
        new(Task, graph, parameters, new Dictionary<string, string>(card) { [TilesModel.StepsKey] = $"{steps}" });
}
