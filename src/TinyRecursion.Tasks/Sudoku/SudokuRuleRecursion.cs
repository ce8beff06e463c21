using TinyRecursion.Recursion;
using TinyRecursion.Rules;

namespace TinyRecursion.Tasks.Sudoku;

/// <summary>
/// A rule on a board: encode, apply the rule until the checker accepts what it reads out, decode. A board that singles settle
/// takes no step, and one that they refute has no answer.
/// </summary>
/// <param name="rule">A rule over the relations of <see cref="SudokuEncoding"/> with a readout of width one.</param>
/// <param name="options">Steps and starts.</param>
public sealed class SudokuRuleRecursion(IRule rule, SudokuRunOptions options) : IRecursion<SudokuBoard, SudokuBoard>
{
    /// <summary>
    /// Whether runs start from seeded random states, as learned rules do best, or from the rule's own, once; the rule then ends
    /// where nothing changes any more.
    /// </summary>
    public bool FromRandomStates { get; init; } = true;

    /// <summary>Whether candidates that <see cref="SudokuPropagationRule"/> removes are left out before the rule starts.</summary>
    public bool PropagateFirst { get; init; }

    /// <inheritdoc/>
    public Outcome<SudokuBoard> Run(SudokuBoard problem, ITrace? trace = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(problem);
        cancellation.ThrowIfCancellationRequested();
        EncodedSudoku encoded = SudokuEncoding.Encode(problem);
        long steps = 0;
        if (PropagateFirst && encoded.CandidateCells.Length > 0)
        {
            Outcome<EncodedSudoku> narrowed = SudokuNarrowing.Instance.Run(encoded, trace, cancellation);
            (encoded, steps) = (narrowed.Answer!, narrowed.TotalSteps);
        }

        if (encoded.Contradiction)
        {
            return new Outcome<SudokuBoard>(null, HaltReason.Refuted, steps);
        }

        if (encoded.SolvedByPropagation)
        {
            return Settled(problem, encoded.ToPropagatedBoard(), steps);
        }

        Outcome<RuleState> run = Recursion(encoded).Run(
            new RuleState(encoded.Problem), trace is null ? null : new SudokuDecodingTrace(encoded.Puzzle.CellCount, encoded.Decode, trace), cancellation);
        var digits = new byte[problem.CellCount];
        encoded.Decode(run.Answer!.Logits.Span, digits);
        return new Outcome<SudokuBoard>(new SudokuBoard(digits), run.Reason, run.Steps)
        {
            TotalSteps = steps + run.TotalSteps,
            Part = run.Part,
            Residual = run.Residual,
        };
    }

    // The checker has the last word, on singles too.
    private static Outcome<SudokuBoard> Settled(SudokuBoard problem, SudokuBoard answer, long steps) => new(
        answer, SudokuChecker.IsSolved(problem.Cells, answer.Cells) ? HaltReason.Verified : HaltReason.Rejected, 0) { TotalSteps = steps };

    private IRecursion<RuleState, RuleState> Recursion(EncodedSudoku encoded)
    {
        var conditions = new List<Halting>();
        if (options.StopWhenSolved)
        {
            conditions.Add(Halting.Verified(logits => IsSolved(encoded, logits)));
        }

        if (options.StopWhenConfident)
        {
            conditions.Add(Halting.Learned());
        }

        if (!FromRandomStates)
        {
            conditions.Add(Halting.Converged(0));
        }

        var loop = new Loop(rule, Halting.Any([.. conditions, Halting.Steps(options.MaximumSteps)]));
        return FromRandomStates ? Restarts.Of(loop, rule, options.Starts, options.Seed, threads: options.Threads) : loop;
    }

    private static bool IsSolved(EncodedSudoku encoded, ReadOnlySpan<float> logits)
    {
        // On the stack, since starts on several threads ask at the same time.
        Span<byte> read = stackalloc byte[encoded.Puzzle.CellCount];
        encoded.Decode(logits, read);
        return SudokuChecker.IsSolved(encoded.Puzzle.Cells, read);
    }
}
