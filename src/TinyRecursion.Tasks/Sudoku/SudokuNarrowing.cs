using TinyRecursion.Recursion;

namespace TinyRecursion.Tasks.Sudoku;

/// <summary>
/// Leaves out of an encoded board what <see cref="SudokuPropagationRule"/> removes, propagates singles, and begins again until
/// nothing more goes.
/// </summary>
internal sealed class SudokuNarrowing : IRecursion<EncodedSudoku, EncodedSudoku>
{
    private readonly Loop _loop = new(new SudokuPropagationRule(), Halting.Converged(0));

    private SudokuNarrowing()
    {
    }

    /// <summary>The only instance, since it keeps nothing.</summary>
    public static SudokuNarrowing Instance { get; } = new();

    /// <summary>Narrows a board.</summary>
    /// <param name="problem">The board; not changed.</param>
    /// <param name="trace">Receives the rule's steps, or null.</param>
    /// <param name="cancellation">Ends the run between steps.</param>
    /// <returns>The board with fewer candidates, converged; settled where singles finish or refute it.</returns>
    public Outcome<EncodedSudoku> Run(EncodedSudoku problem, ITrace? trace = null, CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        var candidates = new SudokuCandidates(problem.Puzzle);
        long steps = 0;
        bool narrower = true;
        while (narrower && problem.CandidateCells.Length > 0)
        {
            ITrace? decoding = trace is null ? null : new SudokuDecodingTrace(problem.Puzzle.CellCount, problem.Decode, trace);
            Outcome<RuleState> run = _loop.Run(new RuleState(problem.Problem), decoding, cancellation);
            steps += run.Steps;
            narrower = Remove(problem, run.Answer!.Logits.Span, candidates);
            problem = narrower ? SudokuEncoding.Encode(problem.Puzzle, candidates) : problem;
        }

        return new Outcome<EncodedSudoku>(problem, HaltReason.Converged, steps);
    }

    private static bool Remove(EncodedSudoku problem, ReadOnlySpan<float> logits, SudokuCandidates candidates)
    {
        bool any = false;
        for (int i = 0; i < logits.Length && !candidates.Contradiction; i++)
        {
            if (logits[i] == 0f)
            {
                candidates.Remove(problem.CandidateCells[i], problem.CandidateDigits[i]);
                any = true;
            }
        }

        return any;
    }
}
