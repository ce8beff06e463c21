using System.Text.Json;
using TinyRecursion.Models;
using TinyRecursion.Problems;
using TinyRecursion.Recursion.Search;
using TinyRecursion.Recursion;
using TinyRecursion.Rules;
using TinyRecursion.Tasks.Sequences;

namespace TinyRecursion.Tasks.Sudoku;

/// <summary>Sudokus of 4×4 to 25×25.</summary>
public sealed class SudokuTask : TaskDefinition<SudokuPuzzle, SudokuAnswer>
{
    /// <summary>Steps of a run whose answer is measured: enough for most puzzles, and each step counts.</summary>
    internal const int MeasuredSteps = 256;

    /// <summary>The kind of rule.</summary>
    public static Setting<RuleKind> Rules { get; } = Setting.Choice(
        "rules", "The kind of rule",
        (RuleKind.Neural, "neural", "the learned rule, which with --search says at every node which digit to try first"),
        (RuleKind.Algorithmic, "algorithmic", "propagation alone, with --search plain search, neither with a model"),
        (RuleKind.Mixed, "mixed", "propagation, then the learned rule on what is left; with --search, where this is the default, it is asked once"));

    /// <inheritdoc/>
    public override string Name => "sudoku";

    /// <inheritdoc/>
    public override string Plural => "Sudokus";

    /// <inheritdoc/>
    public override string ShippedModel => "sudoku";

    /// <inheritdoc/>
    public override string FileHelp => "Files of puzzles, one a line, or - for standard input.";

    /// <inheritdoc/>
    public override string Sample => ".1....5.....5....4.6...7.1939..7.........1....4...6..32...5.......3..2........896\n";

    /// <inheritdoc/>
    public override VerbHelp SolveHelp => new(
        "Solve Sudokus. Prints one line per puzzle: the solution, or 'unsolved' with the cells in conflict.",
        "trm solve sudoku samples/sudoku/hard.txt --max-steps 1024 --restarts 16\n"
        + "Example: trm solve sudoku samples/sudoku/hardest.txt --search");

    /// <inheritdoc/>
    public override VerbHelp EvalHelp => new(
        "Measure how many Sudokus a model solves, how many equal the solution in the file, and at what cost.",
        "trm eval sudoku samples/sudoku/hard.txt --max-steps 256 --json");

    /// <inheritdoc/>
    public override IReadOnlyList<Setting> Settings { get; } =
    [
        Rules, StandardSettings.MaximumSteps, StandardSettings.Halt, StandardSettings.Restarts, StandardSettings.Seed, StandardSettings.Search,
        .. StandardSettings.Limits,
    ];

    /// <inheritdoc/>
    public override Settings MeasuringSettings => Tasks.Settings.Default.With(StandardSettings.MaximumSteps, MeasuredSteps);

    /// <inheritdoc/>
    public override InstanceGenerator Generator => new SudokuInstanceGenerator();

    /// <inheritdoc/>
    public override IReadOnlyList<TrainingMethod> Training => [new SudokuTraining(this)];

    /// <summary>The kind of rule that settings ask for: with a search both together unless they say otherwise.</summary>
    /// <param name="settings">The settings.</param>
    internal static RuleKind RulesOf(Settings settings) =>
        settings.Get(StandardSettings.Search) && !settings.Has(Rules) ? RuleKind.Mixed : settings.Get(Rules);

    /// <inheritdoc/>
    internal override Settings Complete(Settings settings) => settings.With(Rules, RulesOf(settings));

    /// <inheritdoc/>
    public override bool NeedsModel(Settings settings) => RulesOf(settings) != RuleKind.Algorithmic;

    /// <inheritdoc/>
    internal override IReadOnlyList<string> FileEndings { get; } = [".txt", ".csv", ".tsv", ".sdk", ".sdm", ".ss"];

    /// <inheritdoc/>
    public override IEnumerable<SudokuPuzzle> ReadInstances(TextReader text, string source, Settings settings) => SudokuFile.Read(text, source);

    /// <inheritdoc/>
    public override Solver<SudokuPuzzle, SudokuAnswer> OpenSolver(Model? model, string name, Settings settings) => new SudokuSolver(model, name, settings);

    /// <inheritdoc/>
    public override bool HasPictures => true;

    /// <inheritdoc/>
    public override string? Picture(IInstance instance, ITracedStep step) => step switch
    {
        SudokuStep read => SudokuText.Draw(((SudokuPuzzle)instance).Board, read.Digits, TextColours.Ansi256),
        SearchStep<SudokuCandidates> node => SudokuText.Draw(((SudokuPuzzle)instance).Board, node.Node.ToBoard().Cells, TextColours.Ansi256),
        _ => null,
    };

    /// <inheritdoc/>
    internal override int[]? Decode(IInstance instance, ITracedStep step) => step switch
    {
        SudokuStep read => Array.ConvertAll(read.Digits.ToArray(), digit => (int)digit),
        SearchStep<SudokuCandidates> node => Array.ConvertAll(node.Node.ToBoard().Cells.ToArray(), digit => (int)digit),
        _ => null,
    };

    /// <inheritdoc/>
    public override bool FitsTokens(int vocabulary, int length) => (long)(vocabulary - 2) * (vocabulary - 2) == length;

    /// <inheritdoc/>
    internal override ITokenDataset OpenTokens(IReadOnlyList<string> files, string? validation, int augmentations, ulong seed) => new SudokuTokenDataset(
        Solved(ReadFiles(files, Tasks.Settings.Default)),
        validation is null ? [] : [.. ReadFiles([validation], Tasks.Settings.Default).Select(one => (SudokuPuzzle)one.Instance)], augmentations, seed);

    /// <summary>Puzzles to learn from, which must have solutions.</summary>
    /// <exception cref="InstanceFormatException">One has none.</exception>
    internal static List<SudokuPuzzle> Solved(IReadOnlyList<SourcedInstance> data) => [.. data.Select(one => one.Instance is SudokuPuzzle { Solution: not null } puzzle
        ? puzzle
        : throw new InstanceFormatException(one.Source, one.Instance.Line, string.Empty, "has no solution column to learn from"))];

    /// <inheritdoc/>
    protected override void Show(TextWriter output, SudokuPuzzle instance, TextColours colours)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(instance);
        output.Write(SudokuText.Draw(instance.Board, instance.Board.Cells, colours));
    }

    /// <inheritdoc/>
    protected override void WriteJson(Utf8JsonWriter json, SudokuPuzzle instance)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(instance);
        json.WriteString("puzzle", instance.Board.ToString());
        if (instance.Solution is { } solution)
        {
            json.WriteString("solution", solution.ToString());
        }

        json.WriteNumber("clueCount", instance.Board.ClueCount);
    }

    /// <inheritdoc/>
    protected override Problem Encode(SudokuPuzzle instance, string source, Model model)
    {
        ArgumentNullException.ThrowIfNull(instance);
        return SudokuEncoding.Encode(instance.Board).Problem;
    }

    /// <inheritdoc/>
    internal override Func<IInstance, AnswerProof> Proofs => _ => new SudokuProof();

    /// <inheritdoc/>
    internal override (string Question, string Answer)? Compared(IInstance instance) => SudokuLikeness.Of((SudokuPuzzle)instance);
}
