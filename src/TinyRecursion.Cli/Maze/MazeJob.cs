using System.CommandLine;
using System.Text.Json;
using TinyRecursion.Cli.Common;
using TinyRecursion.Tasks.Maze;

namespace TinyRecursion.Cli.Maze;

/// <summary>What <c>solve</c> and <c>eval</c> were asked to do.</summary>
/// <param name="Puzzles">The mazes read.</param>
/// <param name="Loaded">What answers.</param>
/// <param name="Rules">Its kind.</param>
/// <param name="Settings">Steps and starts.</param>
/// <param name="Halt">When a run ends.</param>
/// <param name="Threads">Mazes at once.</param>
internal sealed record MazeJob(
    IReadOnlyList<MazePuzzle> Puzzles, LoadedMazeModel Loaded, RuleKind Rules, MazeRunOptions Settings, HaltRule Halt, int Threads) : IDisposable
{
    /// <summary>Who answers, for a closing line.</summary>
    public string By => Loaded.Model is not { } model ? "plain code"
        : Rules == RuleKind.Mixed ? $"{model.Graph.ParameterCount:n0} parameters and plain code"
        : $"{model.Graph.ParameterCount:n0} parameters";

    /// <summary>Reads everything that a command line names.</summary>
    /// <exception cref="InputException">A maze does not fit the model, or options do not go together.</exception>
    public static MazeJob Read(MazeOptions options, ParseResult parse)
    {
        RunOptions run = options.Run;
        string file = parse.GetValue(run.File)!;
        List<MazePuzzle> puzzles = MazeInput.Read(file, parse.GetValue(run.Limit));
        RuleKind rules = parse.GetValue(options.Rules);
        int threads = parse.GetValue(run.Threads);
        var loaded = LoadedMazeModel.Load(parse.GetValue(run.Model), rules, threads);
        loaded.Require(puzzles, file);
        HaltRule halt = parse.GetValue(run.Halt);
        var settings = new MazeRunOptions
        {
            MaximumSteps = parse.GetValue(run.MaxSteps),
            StopWhenRight = halt == HaltRule.Verified,
            StopWhenConfident = halt == HaltRule.Learned,
            Starts = parse.GetValue(run.Restarts) ?? DefaultStarts(loaded),
            Seed = parse.GetValue(run.Seed),
        };
        return halt == HaltRule.Learned && loaded.Model?.Graph.Halting is null
            ? throw new InputException($"{(loaded.Model is null ? "plain code" : loaded.Path)}: has no halting head: --halt learned needs one")
            : new MazeJob(puzzles, loaded, rules, settings, halt, threads);
    }

    /// <summary>Writes the fields of the JSON object that say what was asked.</summary>
    public void WriteTo(Utf8JsonWriter json)
    {
        json.WriteString("rules", RuleKindOption.NameOf(Rules));
        if (Loaded.Model is { } model)
        {
            json.WriteString("model", Loaded.Path);
            json.WriteNumber("parameters", model.Graph.ParameterCount);
            json.WriteNumber("modelBytes", Loaded.Bytes);
        }

        json.WriteString("halt", HaltRuleOption.NameOf(Halt));
        json.WriteNumber("stepLimit", Settings.MaximumSteps ?? DefaultSteps());
        json.WriteNumber("restarts", Settings.Starts);
    }

    /// <inheritdoc/>
    public void Dispose() => Loaded.Dispose();

    private static int DefaultStarts(LoadedMazeModel loaded)
    {
        using IMazeRunner runner = loaded.Open();
        return runner.DefaultStarts;
    }

    // Of the largest maze: small ones have less.
    private int DefaultSteps()
    {
        using IMazeRunner runner = Loaded.Open();
        return Puzzles.Max(puzzle => runner.DefaultSteps(puzzle.Board));
    }
}
