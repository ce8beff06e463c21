using TinyRecursion.Recursion;
using TinyRecursion.Rules;

namespace TinyRecursion.Tasks.Sudoku;

/// <summary>
/// Solves boards with a relational rule: encode, apply the rule until the checker accepts what it reads out, decode.
/// </summary>
public sealed class SudokuRunner : ISudokuRunner
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

    /// <inheritdoc/>
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
            var conditions = new List<Halting> { Halting.Verified(Accepted) };
            if (options.StopWhenConfident)
            {
                conditions.Add(Halting.Learned());
            }

            return Halting.Any([.. conditions, Halting.Steps(options.MaximumSteps)]);

            bool Accepted(ReadOnlySpan<float> scores)
            {
                encoded.Decode(scores, read);
                onStep?.Invoke(_session.StepCount, read);
                return options.StopWhenSolved && SudokuChecker.IsSolved(puzzle.Cells, read, puzzle.BoxSize);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _session.Dispose();
}
