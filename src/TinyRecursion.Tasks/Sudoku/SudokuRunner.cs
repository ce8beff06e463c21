using TinyRecursion.Recursion;
using TinyRecursion.Rules;

namespace TinyRecursion.Tasks.Sudoku;

/// <summary>
/// Solves boards with a rule: encode, apply the rule until the checker accepts what it reads out, decode. For use by
/// one thread at a time; the same rule, board and options give the same result.
/// </summary>
public sealed class SudokuRunner : IDisposable
{
    private readonly IRule _rule;
    private readonly IRuleSession _session;

    /// <summary>Opens a session of a rule.</summary>
    /// <param name="rule">A rule over the relations of <see cref="SudokuEncoding"/> with a readout of width one.</param>
    public SudokuRunner(IRule rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        _rule = rule;
        _session = rule.Open();
    }

    /// <summary>Runs the rule on a board.</summary>
    /// <param name="puzzle">The clues, without conflicts.</param>
    /// <param name="options">Steps and starts.</param>
    /// <param name="onStep">
    /// Receives the step and the board read out after it (valid during the call), or null. One start is run at a time then.
    /// </param>
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
        if (encoded.CandidateCells.Length == 0)
        {
            encoded.Decode([], digits);
        }
        else if (options.Starts > 1 && options.Threads > 1 && onStep is null)
        {
            result = Portfolio.Run(
                _rule, encoded.Problem, options.Starts, options.Seed, () => Until(new byte[puzzle.CellCount]), options.Threads,
                out float[] scores, cancellation);
            encoded.Decode(scores, digits);
        }
        else
        {
            result = Portfolio.Run(
                _session, encoded.Problem, options.Starts, options.Seed, Until(digits), trace: null, cancellation);
        }

        var answer = new SudokuBoard(puzzle.BoxSize, digits);
        return new SudokuResult(
            puzzle, answer, SudokuChecker.Check(puzzle, answer), result.Steps, result.TotalSteps, result.Restart, encoded.Contradiction);

        Halting Until(byte[] read)
        {
            return Halting.Any(Halting.Verified(Accepted), Halting.Steps(options.MaximumSteps));

            bool Accepted(ReadOnlySpan<float> scores)
            {
                encoded.Decode(scores, read);
                onStep?.Invoke(_session.StepCount, read);
                return SudokuChecker.IsSolved(puzzle.Cells, read, puzzle.BoxSize);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _session.Dispose();
}
