using TinyRecursion.Recursion;
using TinyRecursion.Rules;

namespace TinyRecursion.Tasks.Sudoku;

/// <summary>
/// Solves boards with a rule: encode, apply the rule until the checker accepts what it reads out, decode. For use by
/// one thread at a time; the same rule, board and options give the same result.
/// </summary>
public sealed class SudokuRunner : IDisposable
{
    private readonly IRuleSession _session;

    /// <summary>Opens a session of a rule.</summary>
    /// <param name="rule">A rule over the relations of <see cref="SudokuEncoding"/> with a readout of width one.</param>
    public SudokuRunner(IRule rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        _session = rule.Open();
    }

    /// <summary>Runs the rule on a board.</summary>
    /// <param name="puzzle">The clues, without conflicts.</param>
    /// <param name="options">Steps and starts.</param>
    /// <param name="onStep">Receives the step and the board read out after it (valid during the call), or null.</param>
    /// <param name="cancellation">Ends the run between steps.</param>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public SudokuResult Run(
        SudokuBoard puzzle, SudokuRunOptions options, SudokuStepHandler? onStep = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(puzzle);
        ArgumentNullException.ThrowIfNull(options);
        EncodedSudoku encoded = SudokuEncoding.Encode(puzzle);
        var digits = new byte[puzzle.CellCount];
        LoopResult result = default;
        long total = 0;
        if (encoded.CandidateCells.Length == 0)
        {
            encoded.Decode([], digits);
        }
        else
        {
            bool Accepted(ReadOnlySpan<float> scores)
            {
                total++;
                encoded.Decode(scores, digits);
                onStep?.Invoke(_session.StepCount, digits);
                return SudokuChecker.IsSolved(puzzle.Cells, digits, puzzle.BoxSize);
            }

            Halting halting = Halting.Any(Halting.Verified(Accepted), Halting.Steps(options.MaximumSteps));
            result = Portfolio.Run(
                _session, encoded.Problem, options.Starts, options.Seed, halting, trace: null, cancellation);
        }

        var answer = new SudokuBoard(puzzle.BoxSize, digits);
        return new SudokuResult(
            puzzle, answer, SudokuChecker.Check(puzzle, answer), result.Steps, total, result.Restart, encoded.Contradiction);
    }

    /// <inheritdoc/>
    public void Dispose() => _session.Dispose();
}
