using TinyRecursion.Execution.Finite;
using TinyRecursion.Recursion;
using TinyRecursion.Rules;
using TinyRecursion.Tasks.Grids;

namespace TinyRecursion.Tasks.Maze;

/// <summary>
/// Finds ways with a rule over <see cref="MazeGrid"/>: encode, apply the rule until the checker accepts what it reads out
/// or the state stands still, decode. Mazes of every size.
/// </summary>
public sealed class MazeRunner : IMazeRunner
{
    private readonly SessionPool _rule;
    private readonly bool _finite;

    /// <summary>Takes a rule.</summary>
    /// <param name="rule">A rule over the relation of <see cref="MazeGrid"/> with a readout of width one.</param>
    public MazeRunner(IRule rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        (_rule, _finite) = (new SessionPool(rule), rule is FiniteMachine);
    }

    /// <inheritdoc/>
    /// <remarks>
    /// A way may take half of the cells, and what is to become of a cell must travel there and back: twice the cells
    /// suffice, and a finite machine, whose steps cost what they change, is given them. Other rules stop at 16 times rows
    /// and columns together if that is less: on open ground ways take a few times the side.
    /// </remarks>
    public int DefaultSteps(MazeBoard board)
    {
        ArgumentNullException.ThrowIfNull(board);
        int enough = (2 * board.Cells.Length) + 2;
        return _finite ? enough : Math.Min(enough, 16 * (board.Rows + board.Columns));
    }

    /// <inheritdoc/>
    public int DefaultStarts => _finite ? 1 : Dihedral.Count;

    /// <inheritdoc/>
    public MazeResult Run(
        MazePuzzle puzzle, MazeRunOptions options, MazeStepHandler? onStep = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(puzzle);
        ArgumentNullException.ThrowIfNull(options);
        MazeBoard board = puzzle.Board;
        var acceptance = new MazeAcceptance(board);
        var loop = new Loop(_rule, Until(board, options, acceptance));
        // Which view is right only the checker tells, and a finite machine, which takes long to open, is proved on one.
        var views = new Portfolio<RuleState, RuleState>(
            view => view == 0 ? loop : new MazeView(loop, board, view), _finite || !options.StopWhenRight ? 1 : Math.Min(options.Starts, Dihedral.Count));
        Outcome<RuleState> outcome = views.Run(
            new RuleState(MazeGrid.Encode(board)), onStep is null ? null : new MazeTrace(board, onStep), cancellation);
        var marked = new bool[board.Cells.Length];
        MazeGrid.Decode(outcome.Answer!.Scores.Span, board, marked);
        MazeMarks marks = MazeMarks.Of(board.Rows, board.Columns, marked);
        MazeVerdict verdict = MazeChecker.Check(board, marks, puzzle.Label, acceptance.ShortestMoves);
        return new MazeResult(
            marks, verdict, verdict.EqualsLabel, (int)outcome.Steps, outcome.TotalSteps, outcome.Part, outcome.Reason, Confidence: null);
    }

    /// <inheritdoc/>
    public void Dispose() => _rule.Dispose();

    private Halting Until(MazeBoard board, MazeRunOptions options, MazeAcceptance acceptance)
    {
        var conditions = new List<Halting>();
        // A finite machine stands still when it has its answer, and until then a look at all cells costs far more than a
        // step.
        if (options.StopWhenRight && !_finite)
        {
            var marked = new bool[board.Cells.Length];
            bool first = true;
            conditions.Add(Halting.Verified(scores =>
            {
                bool look = MazeGrid.Decode(scores, board, marked) || first;
                first = false;
                return look && acceptance.Accepts(marked);
            }));
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
}
