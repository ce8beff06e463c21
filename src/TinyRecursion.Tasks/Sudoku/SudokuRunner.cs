using TinyRecursion.Recursion;
using TinyRecursion.Rules;

namespace TinyRecursion.Tasks.Sudoku;

/// <summary>
/// Solves boards with a relational rule: encode, apply the rule until the checker accepts what it reads out, decode.
/// </summary>
public sealed class SudokuRunner : ISudokuRunner
{
    private readonly SessionPool _rule;

    /// <summary>Takes a rule.</summary>
    /// <param name="rule">A rule over the relations of <see cref="SudokuEncoding"/> with a readout of width one.</param>
    public SudokuRunner(IRule rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        _rule = new SessionPool(rule);
    }

    /// <inheritdoc/>
    public SudokuResult Run(
        SudokuBoard puzzle, SudokuRunOptions options, SudokuStepHandler? onStep = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(puzzle);
        ArgumentNullException.ThrowIfNull(options);
        EncodedSudoku encoded = SudokuEncoding.Encode(puzzle);
        var digits = new byte[puzzle.CellCount];
        Outcome<RuleState> outcome = new(null, HaltReason.None, 0);
        if (encoded.CandidateCells.Length > 0)
        {
            var loop = new Loop(_rule, Until(encoded, options));
            ITrace? trace = onStep is null ? null : new SudokuTrace(encoded, onStep);
            outcome = Restarts.Of(loop, _rule, options.Starts, options.Seed, threads: options.Threads)
                .Run(new RuleState(encoded.Problem), trace, cancellation);
        }

        encoded.Decode(outcome.Answer is { } end ? end.Scores.Span : [], digits);
        var answer = new SudokuBoard(puzzle.BoxSize, digits);
        return new SudokuResult(
            puzzle, answer, SudokuChecker.Check(puzzle, answer), (int)outcome.Steps, outcome.TotalSteps, outcome.Part, encoded.Contradiction);
    }

    /// <inheritdoc/>
    public void Dispose() => _rule.Dispose();

    private static Halting Until(EncodedSudoku encoded, SudokuRunOptions options)
    {
        var conditions = new List<Halting>();
        if (options.StopWhenSolved)
        {
            conditions.Add(Halting.Verified(scores =>
            {
                // On the stack, since starts on several threads ask at the same time.
                Span<byte> read = stackalloc byte[encoded.Puzzle.CellCount];
                encoded.Decode(scores, read);
                return SudokuChecker.IsSolved(encoded.Puzzle.Cells, read, encoded.Puzzle.BoxSize);
            }));
        }

        if (options.StopWhenConfident)
        {
            conditions.Add(Halting.Learned());
        }

        return Halting.Any([.. conditions, Halting.Steps(options.MaximumSteps)]);
    }
}
