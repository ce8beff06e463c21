using TinyRecursion.Execution.Finite;
using TinyRecursion.Problems;
using TinyRecursion.Recursion;
using TinyRecursion.Rules;

namespace TinyRecursion.Tasks.Maze;

/// <summary>
/// Finds ways with a rule over <see cref="MazeGrid"/>: encode, apply the rule until the checker accepts what it reads out
/// or the state stands still, decode. Mazes of every size.
/// </summary>
public sealed class MazeRunner : IMazeRunner
{
    private readonly IRule _rule;
    private readonly IRuleSession _session;

    /// <summary>Opens a session of a rule.</summary>
    /// <param name="rule">A rule over the relation of <see cref="MazeGrid"/> with a readout of width one.</param>
    public MazeRunner(IRule rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        _rule = rule;
        _session = rule.Open();
    }

    /// <inheritdoc/>
    /// <remarks>
    /// A way may take half of the cells, and what is to become of a cell must travel there and back: twice the cells
    /// suffice, and a finite machine, whose steps cost what they change, is given them. Other rules stop at 32 times rows
    /// and columns together if that is less: on open ground ways take a few times the side.
    /// </remarks>
    public int DefaultSteps(MazeBoard board)
    {
        ArgumentNullException.ThrowIfNull(board);
        int enough = (2 * board.Cells.Length) + 2;
        return _session is FiniteSession ? enough : Math.Min(enough, 32 * (board.Rows + board.Columns));
    }

    /// <inheritdoc/>
    public MazeResult Run(
        MazePuzzle puzzle, MazeRunOptions options, MazeStepHandler? onStep = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(puzzle);
        ArgumentNullException.ThrowIfNull(options);
        MazeBoard board = puzzle.Board;
        Problem problem = MazeGrid.Encode(board);
        var acceptance = new MazeAcceptance(board);
        var marked = new bool[board.Cells.Length];
        _session.Bind(problem);
        Halting halting = Until();
        LoopResult first = Loop.Run(_session, halting, trace: null, cancellation);
        Read(_session.Readout());
        (int steps, long total, int restart, HaltReason reason) = (first.Steps, first.Steps, 0, first.Reason);
        // A finite machine knows no random states, and its one run tells all.
        if (options.Starts > 1 && _session is not FiniteSession && !acceptance.Accepts(marked))
        {
            Outcome<RuleState> later = Restarts.Of(new Loop(_rule, halting), _rule, options.Starts - 1, options.Seed)
                .Run(new RuleState(problem), trace: null, cancellation);
            Read(later.Answer!.Scores.Span);
            (steps, total, restart, reason) = ((int)later.Steps, total + later.TotalSteps, later.Part + 1, later.Reason);
        }

        MazeMarks marks = MazeMarks.Of(board.Rows, board.Columns, marked);
        MazeVerdict verdict = MazeChecker.Check(board, marks, puzzle.Label, acceptance.ShortestMoves);
        return new MazeResult(
            marks, verdict, verdict.EqualsLabel, steps, total, restart, reason, Confidence());

        void Read(ReadOnlySpan<float> scores) => MazeGrid.Decode(scores, board, marked);

        Halting Until()
        {
            var conditions = new List<Halting>();
            // A finite machine stands still when it has its answer, and until then a look at all cells costs far more than
            // a step.
            if (onStep is not null || (options.StopWhenRight && _session is not FiniteSession))
            {
                conditions.Add(Halting.Verified(Accepted));
            }

            if (options.StopWhenRight)
            {
                conditions.Add(Halting.Converged(0));
            }

            if (options.StopWhenConfident)
            {
                conditions.Add(Halting.Learned());
            }

            return Halting.Any([.. conditions, Halting.Steps(options.MaximumSteps ?? DefaultSteps(board))]);
        }

        bool Accepted(ReadOnlySpan<float> scores)
        {
            bool changed = MazeGrid.Decode(scores, board, marked) || _session.StepCount == 1;
            if (changed)
            {
                onStep?.Invoke(_session.StepCount, marked);
            }

            return changed && options.StopWhenRight && _session is not FiniteSession && acceptance.Accepts(marked);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _session.Dispose();

    private double? Confidence() => _session.HaltScore() is { } score && !float.IsNaN(score) ? 1 / (1 + Math.Exp(-score)) : null;
}
