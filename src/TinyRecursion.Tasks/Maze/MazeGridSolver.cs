using TinyRecursion.Execution.Finite;
using TinyRecursion.Models;
using TinyRecursion.Operations;
using TinyRecursion.Recursion;
using TinyRecursion.Rules;
using TinyRecursion.Tasks.Common;
using TinyRecursion.Tasks.Grids;

namespace TinyRecursion.Tasks.Maze;

/// <summary>
/// Finds paths with a rule over <see cref="MazeGrid"/>: encode, apply the rule until the checker accepts what it reads out
/// or the state stands still, decode. Mazes of every size.
/// </summary>
/// <remarks>
/// A start after the first sees the maze turned or mirrored, in at most eight ways, and only as long as the checker is asked.
/// </remarks>
internal sealed class MazeGridSolver : Solver<MazePuzzle, MazeAnswer>
{
    private readonly ModelRule? _opened;
    private readonly SessionPool _rule;
    private readonly bool _finite;
    private readonly int? _maximumSteps;
    private readonly HaltRule _halt;
    private readonly int _starts;
    private readonly long _bytesPerCell;

    /// <summary>Takes a rule.</summary>
    /// <param name="rule">A rule over the relation of <see cref="MazeGrid"/> with a readout of width one; it stays the caller's.</param>
    /// <param name="description">The rule in a few words.</param>
    /// <param name="settings">The settings.</param>
    /// <param name="finite">Whether the rule is a table, whose steps cost what they change.</param>
    public MazeGridSolver(IRule rule, string description, Settings settings, bool finite = false)
    {
        (_rule, Description, _finite) = (new SessionPool(rule), description, finite);
        (_maximumSteps, _halt) = (settings.Get(StandardSettings.MaximumSteps), settings.Get(StandardSettings.Halt));
        // Which view is right only the checker tells, and a finite machine, which takes long to open, is proved on one.
        _starts = finite || _halt != HaltRule.Verified ? 1 : Math.Min(settings.Get(StandardSettings.Restarts) ?? Dihedral.Count, Dihedral.Count);
    }

    private MazeGridSolver(ModelRule opened, RuleGraph graph, Settings settings)
        : this(opened, DescriptionOf(graph), settings)
    {
        (_opened, _bytesPerCell) = (opened, graph.Nodes.Sum(node => (long)node.Shape.Width) * sizeof(float));
    }

    public override string Description { get; }

    /// <summary>Opens a model: one whose state is snapped to a finite alphabet runs as a table.</summary>
    /// <param name="model">The model.</param>
    /// <param name="name">Its name for messages.</param>
    /// <param name="settings">The settings.</param>
    /// <exception cref="ModelFormatException">Its rule does not fit mazes.</exception>
    public static MazeGridSolver Open(Model model, string name, Settings settings)
    {
        ModelRule rule = model.Open();
        bool kept = false;
        try
        {
            RuleFit.Require(model, rule, name, ("mazes", "a cell"), logits: 1, MazeGrid.Encode(new MazeBoard(1, 2, [MazeCell.Start, MazeCell.Goal])));
            kept = model.Graph.Nodes[model.Graph.NextState].Operation is not Operation.Snap;
            return kept
                ? new MazeGridSolver(rule, model.Graph, settings)
                : new MazeGridSolver(
                    FiniteMachine.Tabulate(model.Graph, rule, [MazeGrid.Kinds], Environment.ProcessorCount), DescriptionOf(model.Graph), settings, finite: true);
        }
        catch (ArgumentException error)
        {
            throw new ModelFormatException(name, $"does not fit mazes: {error.Message}");
        }
        finally
        {
            if (!kept)
            {
                rule.Dispose();
            }
        }
    }

    public override void Require(IInstance instance, string source)
    {
        var puzzle = (MazePuzzle)instance;
        MazeBoard board = puzzle.Board;
        long available = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes, needed = board.Cells.Length * _bytesPerCell;
        if (needed > available)
        {
            throw new InstanceFormatException(
                source, puzzle.Line, string.Empty, $"a maze of {board.Rows}×{board.Columns} takes up to {needed >> 20:n0} MB with this model, "
                + $"there are {available >> 20:n0}: use a finite machine such as models/maze-proved.safetensors");
        }
    }

    /// <summary>Most steps of a run.</summary>
    /// <remarks>
    /// A path may take half of the cells, and what is to become of a cell must travel there and back: twice the cells
    /// suffice, and a finite machine, whose steps cost what they change, is given them. Other rules stop at 16 times rows
    /// and columns together if that is less: on open ground paths take a few times the side.
    /// </remarks>
    /// <param name="board">The maze.</param>
    public int MaximumSteps(MazeBoard board)
    {
        int enough = (2 * board.Cells.Length) + 2;
        return _maximumSteps ?? (_finite ? enough : Math.Min(enough, 16 * (board.Rows + board.Columns)));
    }

    public override MazeAnswer Solve(MazePuzzle instance, int threads = 1, ITrace? trace = null, CancellationToken cancellation = default)
    {
        MazeBoard board = instance.Board;
        var acceptance = new MazeAcceptance(board);
        var views = new Portfolio<RuleState, RuleState>(View, _starts) { Threads = threads };
        Outcome<RuleState> outcome = views.Run(new RuleState(MazeGrid.Encode(board)), trace, cancellation);
        var marked = new bool[board.Cells.Length];
        MazeGrid.Decode(outcome.Answer!.Logits.Span, board, marked);
        MazeMarks marks = MazeMarks.Of(board.Rows, board.Columns, marked);
        MazeVerdict verdict = MazeChecker.Check(board, marks, instance.Label, acceptance.ShortestMoves);
        return new MazeAnswer(instance, marks, verdict, verdict.EqualsLabel, outcome.Reason, outcome.Steps, outcome.TotalSteps, outcome.Part);

        IRecursion<RuleState, RuleState> View(int view)
        {
            var loop = new Loop(_rule, Until(board, acceptance));
            return view == 0 ? loop : new MazeView(loop, board, view);
        }
    }

    private protected override MazeAnswer Unfinished(MazePuzzle instance, HaltReason limit) => MazeAnswer.Unfinished(instance, limit);

    public override void Dispose()
    {
        _rule.Dispose();
        _opened?.Dispose();
    }

    private static string DescriptionOf(RuleGraph graph) => $"{graph.ParameterCount:n0} parameters";

    private Halting Until(MazeBoard board, MazeAcceptance acceptance)
    {
        var conditions = new List<Halting>();
        // A finite machine stands still when it has its answer, and until then a look at all cells costs far more than a
        // step.
        if (_halt == HaltRule.Verified && !_finite)
        {
            var marked = new bool[board.Cells.Length];
            bool first = true;
            conditions.Add(Halting.Verified(logits =>
            {
                bool look = MazeGrid.Decode(logits, board, marked) || first;
                first = false;
                return look && acceptance.Accepts(marked);
            }));
        }

        if (_halt == HaltRule.Verified)
        {
            conditions.Add(Halting.Converged(0));
        }

        if (_halt == HaltRule.Learned)
        {
            conditions.Add(Halting.Learned());
        }

        return Halting.Any([.. conditions, Halting.Steps(MaximumSteps(board))]);
    }
}
