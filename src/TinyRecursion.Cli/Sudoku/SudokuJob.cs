using System.CommandLine;
using System.Text.Json;
using TinyRecursion.Cli.Common;
using TinyRecursion.Recursion.Search;
using TinyRecursion.Tasks.Sudoku;

namespace TinyRecursion.Cli.Sudoku;

/// <summary>What <c>solve</c> and <c>eval</c> were asked to do.</summary>
/// <param name="Puzzles">The puzzles read.</param>
/// <param name="Rules">What answers.</param>
/// <param name="Search">Whether by search.</param>
/// <param name="Loaded">The model; null where plain code answers alone.</param>
/// <param name="Settings">Steps, starts and limits.</param>
/// <param name="Threads">Puzzles at once.</param>
internal sealed record SudokuJob(
    IReadOnlyList<SudokuPuzzle> Puzzles, RuleKind Rules, bool Search, LoadedSudokuModel? Loaded, SudokuRunOptions Settings, int Threads)
    : IDisposable
{
    /// <summary>Reads everything that a command line names.</summary>
    public static SudokuJob Read(SudokuOptions options, ParseResult parse)
    {
        string file = parse.GetValue(options.Run.File)!;
        IReadOnlyList<SudokuPuzzle> puzzles = SudokuInput.Read(file, parse.GetValue(options.Run.Limit));
        RuleKind rules = options.KindOf(parse);
        bool search = parse.GetValue(options.Search.Search);
        LoadedSudokuModel? loaded = null;
        if (rules != RuleKind.Algorithmic)
        {
            loaded = LoadedSudokuModel.Load(parse.GetValue(options.Run.Model));
            loaded.Require(puzzles, file);
            loaded.Require(rules, search, parse.GetValue(options.Run.Halt));
        }

        return new SudokuJob(puzzles, rules, search, loaded, SettingsOf(options, parse, loaded), parse.GetValue(options.Run.Threads));
    }

    /// <summary>Opens what solves boards on one thread.</summary>
    public ISudokuRunner Open() => Loaded?.Open(Rules, Search) ?? (Search ? SudokuRunner.Search() : SudokuRunner.Algorithmic());

    /// <summary>What answered, in a few words.</summary>
    public string Description() => (Search ? "search" : string.Empty, Loaded?.Model.Graph.ParameterCount) switch
    {
        ("search", null) => "search",
        ("search", { } parameters) => $"search guided by {parameters:n0} parameters",
        (_, null) => "propagation",
        (_, { } parameters) => $"{parameters:n0} parameters",
    };

    /// <summary>Writes the fields that say what answered.</summary>
    public void WriteTo(Utf8JsonWriter json)
    {
        json.WriteString("model", Loaded?.Path);
        json.WriteString("rules", RuleKindOption.NameOf(Rules));
        json.WriteBoolean("search", Search);
    }

    /// <inheritdoc/>
    public void Dispose() => Loaded?.Dispose();

    private static SudokuRunOptions SettingsOf(SudokuOptions options, ParseResult parse, LoadedSudokuModel? loaded)
    {
        HaltRule halt = parse.GetValue(options.Run.Halt);
        var settings = new SudokuRunOptions
        {
            StopWhenSolved = halt == HaltRule.Verified,
            StopWhenConfident = halt == HaltRule.Learned,
            Starts = parse.GetValue(options.Run.Restarts) ?? 1,
            Seed = parse.GetValue(options.Run.Seed),
        };
        return settings with
        {
            MaximumSteps = parse.GetValue(options.Run.MaxSteps) ?? loaded?.DefaultSteps ?? settings.MaximumSteps,
            Limits = options.Search.Limits(parse, settings.Limits),
        };
    }
}
