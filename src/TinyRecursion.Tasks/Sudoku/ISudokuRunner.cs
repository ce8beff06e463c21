namespace TinyRecursion.Tasks.Sudoku;

/// <summary>
/// Solves boards with one kind of model. For use by one thread at a time; the same model, board and options give the
/// same result.
/// </summary>
public interface ISudokuRunner : IDisposable
{
    /// <summary>Runs the model on a board.</summary>
    /// <param name="puzzle">The clues, without conflicts.</param>
    /// <param name="options">Steps and starts.</param>
    /// <param name="onStep">
    /// Receives the step and the board read out after it (valid during the call), or null. One start is run at a time then.
    /// </param>
    /// <param name="cancellation">Ends the run between steps.</param>
    /// <exception cref="ArgumentException">The board is of a size that the model does not know.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    SudokuResult Run(
        SudokuBoard puzzle, SudokuRunOptions options, SudokuStepHandler? onStep = null, CancellationToken cancellation = default);
}
