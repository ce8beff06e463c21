using TinyRecursion.Models;
using TinyRecursion.Models.Trm;
using TinyRecursion.Problems;
using TinyRecursion.Recursion;
using TinyRecursion.Rules.Trm;
using TinyRecursion.Tasks.Sequences;

namespace TinyRecursion.Tasks.Maze;

/// <summary>Finds paths with a tiny recursive model as published, over mazes of one size as token sequences (<see cref="MazeEncoding"/>).</summary>
internal sealed class MazeTokenSolver : Solver<MazePuzzle, MazeAnswer>
{
    private readonly TrmConfig _config;
    private readonly ModelRule _rule;
    private readonly TokenSolver _tokens;
    private readonly HaltRule _halt;
    private readonly TokenRunOptions _options;

    /// <summary>Opens a model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="name">Its name for messages.</param>
    /// <param name="settings">The settings; without a word on restarts there is one start, as published results are counted.</param>
    /// <exception cref="ModelFormatException">It knows other tokens.</exception>
    public MazeTokenSolver(Model model, string name, Settings settings)
    {
        _config = ConfigOf(model, name);
        (_rule, _halt) = (model.Open(), settings.Get(StandardSettings.Halt));
        _tokens = new TokenSolver(_rule, _config);
        _options = new TokenRunOptions
        {
            MaximumSteps = settings.Get(StandardSettings.MaximumSteps) ?? _config.HaltMaximumSteps,
            Adaptive = _halt == HaltRule.Learned,
            StopWhenAccepted = _halt == HaltRule.Verified,
            Starts = settings.Get(StandardSettings.Restarts) ?? 1,
            Seed = settings.Get(StandardSettings.Seed),
        };
        Description = $"{model.Graph.ParameterCount:n0} parameters";
    }

    public override string Description { get; }

    /// <summary>A maze as the rule of a model sees it.</summary>
    /// <param name="puzzle">The maze.</param>
    /// <param name="source">Its file, for the message.</param>
    /// <param name="model">The model.</param>
    /// <exception cref="InstanceFormatException">It is of another size.</exception>
    public static Problem Encode(MazePuzzle puzzle, string source, Model model)
    {
        TrmConfig config = ConfigOf(model, "the model");
        Require(puzzle, source, config);
        return TrmProblem.Encode(config, MazeEncoding.Encode(puzzle.Board), 0);
    }

    public override void Require(IInstance instance, string source) => Require((MazePuzzle)instance, source, _config);

    public override MazeAnswer Solve(MazePuzzle instance, int threads = 1, ITrace? trace = null, CancellationToken cancellation = default)
    {
        MazeBoard board = instance.Board;
        int? shortest = MazePaths.ShortestMoves(board);
        TokenAnswer answer = _tokens.Run(
            MazeEncoding.Encode(board), puzzle: 0, _options with { Threads = threads, Accept = Accepts }, trace, cancellation);
        MazeMarks marks = MazeEncoding.Decode(answer.Tokens, board);
        bool? exact = instance.Label is { } label ? MazeEncoding.Encode(board, label).Labels.AsSpan().SequenceEqual(answer.Tokens) : null;
        return new MazeAnswer(
            instance, marks, MazeChecker.Check(board, marks, instance.Label, shortest), exact, answer.Reason, answer.Steps, answer.TotalSteps, answer.Restart)
        {
            Confidence = answer.Confidence,
        };

        // Marks may lie anywhere here, on walls too, which MazeAcceptance does not expect.
        bool Accepts(int[] tokens) => MazeChecker.Check(board, MazeEncoding.Decode(tokens, board), null, shortest).IsRight;
    }

    private protected override MazeAnswer Unfinished(MazePuzzle instance, HaltReason limit) => MazeAnswer.Unfinished(instance, limit);

    public override void Dispose()
    {
        _tokens.Dispose();
        _rule.Dispose();
    }

    private static TrmConfig ConfigOf(Model model, string name)
    {
        TrmConfig config = TrmModel.From(model, name).Config;
        return config.VocabularySize == MazeEncoding.Vocabulary
            ? config
            : throw new ModelFormatException(name, $"knows {config.VocabularySize} tokens, mazes have {MazeEncoding.Vocabulary}");
    }

    private static void Require(MazePuzzle puzzle, string source, TrmConfig config)
    {
        MazeBoard board = puzzle.Board;
        if (board.Cells.Length != config.SequenceLength)
        {
            throw new InstanceFormatException(
                source, puzzle.Line, string.Empty, $"a maze of {board.Rows}×{board.Columns}, the model takes mazes of {config.SequenceLength} cells");
        }
    }
}
