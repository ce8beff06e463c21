using TinyRecursion.Rules;
using TinyRecursion.Rules.Trm;
using TinyRecursion.Tasks.Sequences;

namespace TinyRecursion.Tasks.Sudoku;

/// <summary>
/// Solves boards of one size with a tiny recursive model as published, which reads a board as a token sequence. The
/// first start is the model's own, further ones are random.
/// </summary>
public sealed class SudokuSequenceRunner : ISudokuRunner
{
    private readonly SequenceRunner _runner;
    private readonly TrmConfig _config;

    /// <summary>Opens a session of a model.</summary>
    /// <param name="rule">The rule in its nested cycles.</param>
    /// <param name="config">Its architecture.</param>
    public SudokuSequenceRunner(IRule rule, TrmConfig config)
    {
        _runner = new SequenceRunner(rule, config);
        _config = config;
    }

    /// <inheritdoc/>
    public SudokuResult Run(
        SudokuBoard puzzle, SudokuRunOptions options, SudokuStepHandler? onStep = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(puzzle);
        ArgumentNullException.ThrowIfNull(options);
        if (puzzle.CellCount != _config.SequenceLength)
        {
            throw new ArgumentException($"A board of {puzzle.CellCount} cells, the model takes {_config.SequenceLength}.", nameof(puzzle));
        }

        int[] tokens = SudokuTokens.Encode(puzzle);
        var digits = new byte[puzzle.CellCount];
        SequenceResult result = null!;
        long total = 0;
        int start = 0;
        bool solved = false;
        for (; start < options.Starts && !solved; start++)
        {
            result = _runner.Run(tokens, puzzle: 0, RunOf(start), cancellation);
            total += result.Steps;
            Read(result.Tokens, digits);
            solved = SudokuChecker.IsSolved(puzzle.Cells, digits, puzzle.BoxSize);
        }

        var answer = new SudokuBoard(puzzle.BoxSize, digits);
        return new SudokuResult(
            puzzle, answer, SudokuChecker.Check(puzzle, answer), result.Reason, result.Steps, total, start - 1);

        SequenceRunOptions RunOf(int number) => new()
        {
            MaximumSteps = options.MaximumSteps,
            Adaptive = options.StopWhenConfident,
            RandomStart = number == 0 ? null : SeededRandom.For(options.Seed, (ulong)number).State,
            Accept = options.StopWhenSolved ? Accepts : null,
            OnStep = onStep is null ? null : Show,
        };

        bool Accepts(int[] read)
        {
            Read(read, digits);
            return SudokuChecker.IsSolved(puzzle.Cells, digits, puzzle.BoxSize);
        }

        void Show(int step, int[] read)
        {
            Read(read, digits);
            onStep!(step, digits);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _runner.Dispose();

    // A token that is no digit leaves the cell empty, which the checker names.
    private static void Read(int[] tokens, byte[] digits)
    {
        int side = (int)Math.Sqrt(digits.Length);
        for (int cell = 0; cell < digits.Length; cell++)
        {
            int digit = tokens[cell] - SudokuTokens.Empty;
            digits[cell] = digit >= 1 && digit <= side ? (byte)digit : (byte)0;
        }
    }
}
