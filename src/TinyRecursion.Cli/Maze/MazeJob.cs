using System.CommandLine;
using TinyRecursion.Cli.Common;
using TinyRecursion.Cli.Sequences;
using TinyRecursion.Models;
using TinyRecursion.Tasks.Maze;
using TinyRecursion.Tasks.Sequences;

namespace TinyRecursion.Cli.Maze;

/// <summary>What <c>solve</c> and <c>eval</c> were asked to do.</summary>
/// <param name="Puzzles">The mazes read.</param>
/// <param name="Model">The model.</param>
/// <param name="StepLimit">Most steps of a run.</param>
/// <param name="Halt">When a run ends.</param>
/// <param name="Threads">Mazes at once.</param>
internal sealed record MazeJob(IReadOnlyList<MazePuzzle> Puzzles, SequenceModel Model, int StepLimit, HaltRule Halt, int Threads)
{
    /// <summary>Creates the option for the number of mazes.</summary>
    public static Option<int> LimitOption() => RunOptions.Positive("--limit", int.MaxValue, "Read at most this many mazes.");

    /// <summary>Creates the other options.</summary>
    public static SequenceOptions Options() => new(
        "File of mazes, one a line, or - for standard input.", HaltRule.Verified, HaltRule.Learned, HaltRule.Steps);

    /// <summary>Reads everything that a command line names.</summary>
    /// <exception cref="InputException">A maze does not fit the model.</exception>
    public static MazeJob Read(SequenceOptions options, Option<int> limit, ParseResult parse)
    {
        string file = parse.GetValue(options.File)!;
        List<MazePuzzle> puzzles = ReadFile(file, parse.GetValue(limit));
        var model = SequenceModel.Load(parse.GetValue(options.Model), "maze");
        int cells = model.Config.SequenceLength;
        if (model.Config.VocabularySize != MazeEncoding.Vocabulary)
        {
            throw new InputException($"{model.Path}: knows {model.Config.VocabularySize} tokens, mazes have {MazeEncoding.Vocabulary}");
        }

        return puzzles.Find(puzzle => puzzle.Board.Cells.Length != cells) is { } other
            ? throw new InputException(
                $"{file}: line {other.Line}: a maze of {other.Board.Rows}×{other.Board.Columns}, the model takes mazes of {cells} cells")
            : new MazeJob(puzzles, model, options.StepLimit(parse, model), parse.GetValue(options.Halt), parse.GetValue(options.Threads));
    }

    /// <summary>Runs the model on all mazes, with a line of progress.</summary>
    public MazeAnswer[] Run(CancellationToken cancellation)
    {
        using ModelRule rule = Model.Model.Open();
        using var progress = new ProgressLine("shortest", Puzzles.Count);
        int done = 0;
        return [.. SequenceBatch.Run(
            rule, Model.Config, Puzzles.Select(Encode), Options, Threads,
            (i, _, result) => progress.Advance(++done, IsShortest(Puzzles[i].Board, result.Tokens)), cancellation)
            .Select((run, i) => MazeAnswer.Of(Puzzles[i], run.Result))];

        SequenceRunOptions Options(int i) => new()
        {
            MaximumSteps = StepLimit,
            Adaptive = Halt == HaltRule.Learned,
            Accept = Halt == HaltRule.Verified ? tokens => IsShortest(Puzzles[i].Board, tokens) : null,
        };
    }

    // Nothing is scored here, so that no label is needed.
    private static TokenExample Encode(MazePuzzle puzzle)
    {
        int[] tokens = MazeEncoding.Encode(puzzle.Board);
        return new TokenExample(tokens, tokens, 0);
    }

    private static bool IsShortest(MazeBoard board, int[] tokens) =>
        MazeChecker.Check(board, MazeEncoding.Decode(tokens, board)).IsShortest;

    private static List<MazePuzzle> ReadFile(string file, int limit)
    {
        if (file == "-")
        {
            return MazeFile.Read(Console.In, "standard input").Take(limit).ToList();
        }

        using var reader = new StreamReader(file);
        return MazeFile.Read(reader, file).Take(limit).ToList();
    }
}
