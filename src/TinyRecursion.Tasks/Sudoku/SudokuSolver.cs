using TinyRecursion.Models;
using TinyRecursion.Models.Trm;
using TinyRecursion.Recursion;
using TinyRecursion.Recursion.Search;
using TinyRecursion.Rules;
using TinyRecursion.Tasks.Common;
using TinyRecursion.Tasks.Sequences;

namespace TinyRecursion.Tasks.Sudoku;

/// <summary>
/// Solves Sudokus of any size: by a rule over candidates, a tiny recursive model as published over whole boards, plain propagation, both, or
/// complete search guided by either.
/// </summary>
internal sealed class SudokuSolver : Solver<SudokuPuzzle, SudokuAnswer>
{
    /// <summary>The deepest nodes at which the rule is asked where it shares the work with plain search.</summary>
    private const int MixedGuideDepth = 0;

    private readonly SudokuRunOptions _options;
    private readonly RuleKind _rules;
    private readonly bool _search;
    private readonly ModelRule? _rule;
    private readonly SessionPool? _sessions;
    private readonly TokenSolver? _tokens;
    private readonly TrmModel? _published;

    internal SudokuSolver(Model? model, string name, Settings settings)
    {
        _search = settings.Get(StandardSettings.Search);
        _rules = SudokuTask.RulesOf(settings);
        HaltRule halt = settings.Get(StandardSettings.Halt);
        if (_rules != RuleKind.Algorithmic)
        {
            ArgumentNullException.ThrowIfNull(model);
            Require(model, name, halt);
            _published = model.Cycles is null ? null : Published(model, name);
            _rule = model.Open();
        }

        try
        {
            if (_rule is not null && _published is null)
            {
                RuleFit.Require(model!, _rule, name, ("Sudokus", "a candidate"), logits: 1, SudokuEncoding.Encode(new SudokuBoard(new byte[16])).Problem);
            }
        }
        catch
        {
            _rule!.Dispose();
            throw;
        }

        _sessions = _published is not null ? null : new SessionPool(_rule is not null ? _rule : new SudokuPropagationRule());
        _tokens = _published is null ? null : new TokenSolver(_rule!, _published.Config);
        _options = new SudokuRunOptions
        {
            StopWhenSolved = halt == HaltRule.Verified,
            StopWhenConfident = halt == HaltRule.Learned,
            Starts = settings.Get(StandardSettings.Restarts) ?? 1,
            Seed = settings.Get(StandardSettings.Seed),
        };
        int steps = settings.Get(StandardSettings.MaximumSteps) ?? _published?.Config.HaltMaximumSteps ?? _options.MaximumSteps;
        (int perStart, int starts) = StandardSettings.Within(settings, steps, _options.Starts);
        _options = _options with
        {
            MaximumSteps = perStart,
            Starts = starts,
            Limits = StandardSettings.LimitsOf(settings, _options.Limits),
        };
        Description = (_search, model?.Graph.ParameterCount) switch
        {
            (true, null) => "search",
            (true, { } parameters) => $"search guided by {parameters:n0} parameters",
            (_, null) => "propagation",
            (_, { } parameters) => $"{parameters:n0} parameters",
        };
    }

    public override string Description { get; }

    public override void Require(IInstance instance, string source)
    {
        var puzzle = (SudokuPuzzle)instance;
        if (_published is { } trm && puzzle.Board.CellCount != trm.Config.SequenceLength)
        {
            throw new InstanceFormatException(
                source, puzzle.Line, string.Empty, $"a board of {puzzle.Board.CellCount} cells, the model takes {trm.Config.SequenceLength}");
        }
    }

    public override SudokuAnswer Solve(SudokuPuzzle instance, int threads = 1, ITrace? trace = null, CancellationToken cancellation = default)
    {
        // Clues that contradict each other refute the board, whatever a rule would make of it.
        return SudokuChecker.CheckClues(instance.Board).IsSolved
            ? Answer(instance, Recursion(threads).Run(instance.Board, trace, cancellation))
            : Answer(instance, new Outcome<SudokuBoard>(null, HaltReason.Refuted, 0));
    }

    public override void Dispose()
    {
        _tokens?.Dispose();
        _sessions?.Dispose();
        _rule?.Dispose();
    }

    private protected override SudokuAnswer Unfinished(SudokuPuzzle instance, HaltReason limit) => Answer(instance, new Outcome<SudokuBoard>(null, limit, 0));

    private SudokuAnswer Answer(SudokuPuzzle instance, Outcome<SudokuBoard> outcome)
    {
        SudokuBoard board = outcome.Answer ?? new SudokuBoard(new byte[instance.Board.CellCount]);
        return new SudokuAnswer(
            instance, board, SudokuChecker.Check(instance.Board, board), outcome.Reason, outcome.Steps, outcome.TotalSteps, outcome.Part)
        {
            Search = outcome as SearchOutcome<SudokuBoard>,
            NoteLimits = _options.Limits,
        };
    }

    private IRecursion<SudokuBoard, SudokuBoard> Recursion(int threads)
    {
        SudokuRunOptions options = _options with { Threads = threads };
        return (_search, _rules) switch
        {
            _ when _tokens is not null => new PlainRecursion<SudokuBoard, SudokuBoard>((board, trace, cancellation) => RunTokens(board, options, trace, cancellation)),
            (true, RuleKind.Algorithmic) => SudokuSearch.Create(options.Limits),
            (true, RuleKind.Mixed) => SudokuSearch.Create(options.Limits, _sessions, MixedGuideDepth),
            (true, _) => SudokuSearch.Create(options.Limits, _sessions),
            (_, RuleKind.Algorithmic) => new SudokuRuleRecursion(_sessions!, options) { FromRandomStates = false },
            (_, RuleKind.Mixed) => new SudokuRuleRecursion(_sessions!, options) { PropagateFirst = true },
            _ => new SudokuRuleRecursion(_sessions!, options),
        };
    }

    private Outcome<SudokuBoard> RunTokens(SudokuBoard puzzle, SudokuRunOptions options, ITrace? trace, CancellationToken cancellation)
    {
        TokenAnswer answer = _tokens!.Run(
            SudokuTokens.Encode(puzzle), puzzle: 0,
            new TokenRunOptions
            {
                MaximumSteps = options.MaximumSteps,
                Adaptive = options.StopWhenConfident,
                Starts = options.Starts,
                Seed = options.Seed,
                Threads = options.Threads,
                Accept = tokens => SudokuChecker.IsSolved(puzzle.Cells, Digits(tokens)),
                StopWhenAccepted = options.StopWhenSolved,
            },
            trace is null ? null : new SudokuDecodingTrace(puzzle.CellCount, (logits, digits) => Digits(_tokens.Read(logits)).CopyTo(digits), trace),
            cancellation);
        return new Outcome<SudokuBoard>(new SudokuBoard(Digits(answer.Tokens)), answer.Reason, answer.Steps)
        {
            TotalSteps = answer.TotalSteps,
            Part = answer.Restart,
        };
    }

    // A token that is no digit leaves the cell empty, which the checker names.
    private static byte[] Digits(int[] tokens)
    {
        int side = (int)Math.Sqrt(tokens.Length);
        return Array.ConvertAll(tokens, token => token - SudokuTokens.Empty is var digit && digit >= 1 && digit <= side ? (byte)digit : (byte)0);
    }

    private void Require(Model model, string name, HaltRule halt)
    {
        if (halt == HaltRule.Learned && model.Graph.Halting is null)
        {
            throw new SettingException($"{name}: has no halting head: --halt learned needs one");
        }

        if (model.Cycles is not null && (_search || _rules == RuleKind.Mixed))
        {
            throw new SettingException(
                $"{name}: reads a board as a whole: --search and --rules mixed need a rule over candidates, such as the shipped model, or --rules algorithmic");
        }
    }

    private static TrmModel Published(Model model, string name)
    {
        TrmModel published = TrmModel.From(model, name);
        int side = SudokuBoard.SideOf(published.Config.SequenceLength);
        return side > 0 && published.Config.VocabularySize == SudokuTokens.Vocabulary(side)
            ? published
            : throw new ModelFormatException(
                name, $"does not fit Sudokus: it takes {published.Config.SequenceLength} tokens of {published.Config.VocabularySize}");
    }
}
