using TinyRecursion.Cli.Training;
using TinyRecursion.Execution.Float;
using TinyRecursion.Models;
using TinyRecursion.Rules;
using TinyRecursion.Tasks.Sudoku;

namespace TinyRecursion.Cli.Sudoku;

/// <summary>A relational rule that solves Sudokus.</summary>
/// <param name="graph">The rule.</param>
/// <param name="validation">Puzzles to validate on, perhaps none.</param>
internal sealed class SudokuGoal(RuleGraph graph, IReadOnlyList<SudokuPuzzle> validation) : ITrainingGoal
{
    /// <summary>Steps and boards of a validation: enough to see progress, few enough not to slow the run.</summary>
    private const int ValidationSteps = 256;
    private const int ValidationBoards = 400;

    /// <inheritdoc/>
    public string Task => "sudoku";

    /// <inheritdoc/>
    public double? Validate(float[] parameters, int threads, CancellationToken cancellation)
    {
        if (validation.Count == 0)
        {
            return null;
        }

        using var rule = new NeuralRule(graph, parameters);
        SudokuAnswer[] answers = SudokuBatch.Run(
            () => new SudokuRunner(rule), validation.Take(ValidationBoards).ToList(), new SudokuRunOptions { MaximumSteps = ValidationSteps },
            threads, (_, _) => { }, cancellation);
        return answers.Count(answer => answer.IsSolved) / (double)answers.Length;
    }

    /// <inheritdoc/>
    public Model Export(float[] parameters, IReadOnlyDictionary<string, string> card) => new(Task, graph, parameters, card);
}
