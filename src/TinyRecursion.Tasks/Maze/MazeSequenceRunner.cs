using TinyRecursion.Rules;
using TinyRecursion.Rules.Trm;
using TinyRecursion.Tasks.Sequences;

namespace TinyRecursion.Tasks.Maze;

/// <summary>Finds ways with a tiny recursive model as published, over mazes as token sequences.</summary>
public sealed class MazeSequenceRunner : IMazeRunner
{
    private readonly TrmConfig _config;
    private readonly SequenceRunner _runner;

    /// <summary>Opens a session.</summary>
    /// <param name="rule">The rule in its nested cycles, such as <see cref="Models.Model.Open"/> gives it.</param>
    /// <param name="config">Its architecture; its tokens are those of <see cref="MazeEncoding"/>.</param>
    public MazeSequenceRunner(IRule rule, TrmConfig config)
    {
        ArgumentNullException.ThrowIfNull(config);
        (_config, _runner) = (config, new SequenceRunner(rule, config));
    }

    /// <inheritdoc/>
    public int DefaultSteps(MazeBoard board) => _config.HaltMaximumSteps;

    /// <inheritdoc/>
    /// <remarks>One, as published results are counted.</remarks>
    public int DefaultStarts => 1;

    /// <inheritdoc/>
    public MazeResult Run(
        MazePuzzle puzzle, MazeRunOptions options, MazeStepHandler? onStep = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(puzzle);
        ArgumentNullException.ThrowIfNull(options);
        MazeBoard board = puzzle.Board;
        var acceptance = new MazeAcceptance(board);
        var settings = new SequenceRunOptions
        {
            MaximumSteps = options.MaximumSteps ?? DefaultSteps(board),
            Adaptive = options.StopWhenConfident,
            Accept = options.StopWhenRight ? Accepted : null,
            OnStep = onStep is null ? null : (step, tokens) => onStep(step, MazeEncoding.Decode(tokens, board).Marked),
        };
        int[] input = MazeEncoding.Encode(board);
        SequenceResult run = _runner.Run(input, 0, settings, cancellation);
        long steps = run.Steps;
        int start = 0;
        while (start + 1 < options.Starts && !Accepted(run.Tokens))
        {
            start++;
            run = _runner.Run(
                input, 0, settings with { RandomStart = SeededRandom.For(options.Seed, (ulong)start - 1).State }, cancellation);
            steps += run.Steps;
        }

        MazeMarks marks = MazeEncoding.Decode(run.Tokens, board);
        bool? exact = puzzle.Label is { } label ? MazeEncoding.Encode(board, label).Labels.AsSpan().SequenceEqual(run.Tokens) : null;
        return new MazeResult(
            marks, MazeChecker.Check(board, marks, puzzle.Label, acceptance.ShortestMoves), exact, run.Steps, steps, start, run.Reason,
            run.Confidence);

        // Marks may lie anywhere here, on walls too, which the quick look does not expect.
        bool Accepted(int[] tokens) => MazeChecker.Check(board, MazeEncoding.Decode(tokens, board), null, acceptance.ShortestMoves).IsRight;
    }

    /// <inheritdoc/>
    public void Dispose() => _runner.Dispose();
}
