using System.Globalization;
using System.Text.Json;
using TinyRecursion.Models;
using TinyRecursion.Problems;
using TinyRecursion.Recursion;
using TinyRecursion.Rules;
using TinyRecursion.Tasks.Cells;
using TinyRecursion.Tasks.Common;
using TinyRecursion.Tasks.Sequences;

namespace TinyRecursion.Tasks.Maze;

/// <summary>Shortest paths through mazes of up to 2048×2048.</summary>
internal sealed class MazeTask : TaskDefinition<MazePuzzle, MazeAnswer>
{
    /// <summary>The kind of rule.</summary>
    public static Setting<RuleKind> Rules { get; } = Setting.Choice(
        "rules", "The kind of rule",
        (RuleKind.Neural, "neural", "the learned rule of the model"),
        (RuleKind.Algorithmic, "algorithmic", "plain code: a wave from the goal and a walk from the start"),
        (RuleKind.Mixed, "mixed", "the learned rule, and plain code where the checker refuses its answer"));

    /// <summary>The start of an octile map.</summary>
    public static Setting<string?> Start { get; } = Setting.Text("start", "ROW,COLUMN", "Start of an octile map, counted from 1.");

    /// <summary>The goal of an octile map.</summary>
    public static Setting<string?> Goal { get; } = Setting.Text("goal", "ROW,COLUMN", "Goal of an octile map, counted from 1.");

    public override string Name => "maze";

    public override string Plural => "mazes";

    public override string ShippedModel => "maze-proved";

    public override string FileHelp => "File of mazes, or - for standard input: blocks of lines with an empty line between, or square mazes, one a line.";

    public override string Sample =>
        """
        S.#.............#
        .##.#.#########.#
        ....#.#.......#..
        .####.#.#####.##.
        ....#.#.#...#.#..
        ###.#.#.#.#.#.#.#
        ....#...#.#...#.G

        """;

    public override VerbHelp SolveHelp => new(
        "Find shortest paths through mazes. Prints each maze with the path marked by o, and whether it is a shortest one, what\n"
        + "is wrong with it, or that there is no path; x is a mark where none may be. A learned rule sees the maze as it is, then\n"
        + "turned and mirrored, in up to 8 ways (--restarts), a tiny recursive model starts once. Steps (--max-steps) are at most\n"
        + "twice the cells, or if that is less 16 times rows and columns together.",
        "trm solve maze mazes.txt --limit 3");

    public override VerbHelp EvalHelp => new(
        "Measure how many mazes a rule finds a path through, checked by search: a path, one of the shortest paths, and\n"
        + "beside it the very path of the label, as published results count. Where there is no path, to mark nothing is right.",
        "trm eval maze mazes.txt --json");

    public override IReadOnlyList<Setting> Settings { get; } =
        [StandardSettings.MaximumSteps, StandardSettings.Halt, StandardSettings.Restarts, StandardSettings.Seed, Rules, Start, Goal, .. StandardSettings.RunLimits];

    public override InstanceGenerator Generator => new MazeInstanceGenerator();

    public override IReadOnlyList<TrainingMethod> Training => [new MazeTraining(this), new MazeProvedTraining()];

    /// <summary>One start, which tells rules apart where with several all of them are right.</summary>
    public override Settings MeasuringSettings { get; } = Tasks.Settings.Default.With(StandardSettings.Restarts, 1);

    public override bool NeedsModel(Settings settings)
    {
        return settings.Get(Rules) != RuleKind.Algorithmic;
    }

    internal override IReadOnlyList<string> FileEndings { get; } = [".txt", ".csv", ".map"];

    public override IEnumerable<MazePuzzle> ReadInstances(TextReader text, string source, Settings settings) =>
        MazeFile.Read(text, source, ends: new MazeEnds(Place(settings, Start), Place(settings, Goal)));

    public override Solver<MazePuzzle, MazeAnswer> OpenSolver(Model? model, string name, Settings settings)
    {
        bool needsHead = settings.Get(StandardSettings.Halt) == HaltRule.Learned;
        if (!NeedsModel(settings))
        {
            return model is not null ? throw new SettingException($"{name}: --rules algorithmic takes no --model")
                : needsHead ? throw new SettingException("plain code: has no halting head: --halt learned needs one")
                : PlainCode(settings);
        }

        ArgumentNullException.ThrowIfNull(model);
        if (needsHead && model.Graph.Halting is null)
        {
            throw new SettingException($"{name}: has no halting head: --halt learned needs one");
        }

        Solver<MazePuzzle, MazeAnswer> learned = model.Cycles is null ? MazeGridSolver.Open(model, name, settings) : new MazeTokenSolver(model, name, settings);
        // A limit on the steps is for the learned rule alone.
        return settings.Get(Rules) == RuleKind.Mixed
            ? new MazeFallbackSolver(learned, PlainCode(settings.With(StandardSettings.MaximumSteps, null)))
            : learned;
    }

    public override bool HasPictures => true;

    public override string? Picture(IInstance instance, ITracedStep step)
    {
        MazeBoard board = ((MazePuzzle)instance).Board;
        ReadOnlySpan<float> logits = step.Readout();
        int cells = board.Cells.Length, tokens = cells * MazeEncoding.Vocabulary;
        if (logits.Length >= tokens)
        {
            // What stands before are the slots of the puzzle embedding.
            var top = new int[cells];
            CellDecoding.Decode(logits[^tokens..], known: null, top);
            return MazeText.Render(board, MazeEncoding.Decode(top, board), TextColours.Ansi256);
        }

        if (logits.IsEmpty)
        {
            return null;
        }

        var marked = new bool[cells];
        MazeGrid.Decode(logits, board, marked);
        return MazeText.Render(board, MazeMarks.Of(board.Rows, board.Columns, marked), TextColours.Ansi256);
    }

    internal override ITokenDataset OpenTokens(IReadOnlyList<string> files, string? validation, int augmentations, ulong seed)
    {
        IReadOnlyList<SourcedInstance> mazes = ReadFiles(files, Tasks.Settings.Default);
        foreach (SourcedInstance maze in mazes)
        {
            if (((MazePuzzle)maze.Instance).Label is null)
            {
                throw new InstanceFormatException(maze.Source, maze.Instance.Line, string.Empty, "has no label column to learn from");
            }
        }

        return new MazeTokenDataset(mazes, validation is null ? [] : ReadFiles([validation], Tasks.Settings.Default), augmentations > 0);
    }

    protected override void Show(TextWriter output, MazePuzzle instance, TextColours colours)
    {
        MazeBoard board = instance.Board;
        output.Write(MazeText.Render(board, instance.Label ?? new MazeMarks(board.Rows, board.Columns, []), colours));
    }

    protected override void WriteJson(Utf8JsonWriter json, MazePuzzle instance)
    {
        json.WriteNumber("rows", instance.Board.Rows);
        json.WriteNumber("columns", instance.Board.Columns);
        json.WriteString("maze", instance.Board.ToString());
        if (instance.Label is { } label)
        {
            json.WriteString("label", instance.Board.ToString(label));
        }

        JsonText.WriteNumber(json, "moves", instance.Moves);
    }

    internal override IReadOnlyList<int> FeatureKinds => [MazeGrid.Kinds];

    protected override Problem Encode(MazePuzzle instance, string source, Model model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return model.Cycles is null ? MazeGrid.Encode(instance.Board) : MazeTokenSolver.Encode(instance, source, model);
    }

    private static (int Row, int Column)? Place(Settings settings, Setting<string?> setting)
    {
        int[] numbers = [];
        return settings.Get(setting) is not { } text ? null
            : (numbers = [.. text.Split(',').Select(part => int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : 0)])
                is [>= 1, >= 1] ? (numbers[0], numbers[1])
            : throw new SettingException($"--{setting.Name} must be ROW,COLUMN, each from 1, not '{text}'");
    }

    private static MazeGridSolver PlainCode(Settings settings) => new(WaveSpecification.Machine, "plain code", settings, finite: true);

    internal override Func<IInstance, AnswerProof> Proofs => _ => new MazeProof();

    /// <inheritdoc/>
    internal override (string Question, string Answer)? Compared(IInstance instance) => (((MazePuzzle)instance).Board.ToString(), string.Empty);
}
