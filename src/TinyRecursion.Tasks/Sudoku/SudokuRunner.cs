using TinyRecursion.Recursion;
using TinyRecursion.Recursion.Search;
using TinyRecursion.Rules;

namespace TinyRecursion.Tasks.Sudoku;

/// <summary>Solves boards of any size with a recursion over boards: a relational rule, plain code, or a search guided by either.</summary>
public sealed class SudokuRunner : ISudokuRunner
{
    private readonly Func<SudokuRunOptions, IRecursion<SudokuBoard, SudokuBoard>> _recursion;
    private readonly SessionPool? _sessions;

    /// <summary>Solves with a learned rule.</summary>
    /// <param name="rule">A rule over the relations of <see cref="SudokuEncoding"/> with a readout of width one.</param>
    public SudokuRunner(IRule rule)
        : this(rule, (pool, options) => new SudokuRuleRecursion(pool!, options))
    {
    }

    private SudokuRunner(IRule? rule, Func<SessionPool?, SudokuRunOptions, IRecursion<SudokuBoard, SudokuBoard>> recursion)
    {
        _sessions = rule is null ? null : new SessionPool(rule);
        _recursion = options => recursion(_sessions, options);
    }

    /// <summary>Solves with <see cref="SudokuPropagationRule"/> alone, which is sound and far from complete.</summary>
    public static SudokuRunner Algorithmic() =>
        new(new SudokuPropagationRule(), (pool, options) => new SudokuRuleRecursion(pool!, options) { FromRandomStates = false });

    /// <summary>Solves with plain propagation first and a learned rule on what is left.</summary>
    /// <param name="rule">A rule as the constructor takes it.</param>
    public static SudokuRunner Mixed(IRule rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        return new(rule, (pool, options) => new SudokuRuleRecursion(pool!, options) { PropagateFirst = true });
    }

    /// <summary>Solves by complete search, see <see cref="SudokuSearch"/>.</summary>
    /// <param name="guide">A rule as the constructor takes it that says which digit to try first, or null.</param>
    /// <param name="guideDepth">The deepest nodes at which it is asked, 0 for the root alone.</param>
    public static SudokuRunner Search(IRule? guide = null, int guideDepth = int.MaxValue) =>
        new(guide, (pool, options) => SudokuSearch.Create(options.Limits, pool, guideDepth));

    /// <inheritdoc/>
    public SudokuResult Run(
        SudokuBoard puzzle, SudokuRunOptions options, SudokuStepHandler? onStep = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(puzzle);
        ArgumentNullException.ThrowIfNull(options);
        ITrace? trace = onStep is null ? null : new SudokuTrace(onStep);
        Outcome<SudokuBoard> outcome = _recursion(options).Run(puzzle, trace, cancellation);
        SudokuBoard answer = outcome.Answer ?? new SudokuBoard(puzzle.BoxSize, new byte[puzzle.CellCount]);
        return new SudokuResult(
            puzzle, answer, SudokuChecker.Check(puzzle, answer), outcome.Reason, (int)outcome.Steps, outcome.TotalSteps, outcome.Part)
        {
            Search = outcome as SearchOutcome<SudokuBoard>,
        };
    }

    /// <inheritdoc/>
    public void Dispose() => _sessions?.Dispose();
}
