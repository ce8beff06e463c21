using System.Globalization;
using System.Text.Json;
using TinyRecursion.Models;
using TinyRecursion.Problems;
using TinyRecursion.Recursion.Planning;
using TinyRecursion.Rules;

namespace TinyRecursion.Tasks.Tiles;

/// <summary>Boards of sliding tiles (8-, 15-, 24-puzzle) that moves are to order, found by a search that a learned rule guides.</summary>
internal sealed class TilesTask : TaskDefinition<TilesPuzzle, TilesAnswer>
{
    public override string Name => "tiles";

    public override string Plural => "boards of sliding tiles";

    public override string? ShippedModel => "tiles";

    public override string FileHelp => "File of boards, one a line, tiles row by row, 0 the blank; or - for standard input.";

    public override string Sample => "8 6 7 2 5 4 3 0 1\n";

    public override VerbHelp SolveHelp => new(
        "Find moves that order boards of sliding tiles (8-, 15-, 24-puzzle), by a search that a learned rule guides. Prints one\n"
        + "line per board, tiles | moves, each move the direction in which a tile slides: L, R, U, D. A board without a plan\n"
        + "becomes a comment line that says why.",
        "trm solve tiles samples/tiles/fifteen.txt --goal blank-last --beam 5000");

    public override VerbHelp EvalHelp => new(
        "Measure how many boards of sliding tiles are ordered, in how many moves, and at what cost. Where the file gives moves\n"
        + "or their fewest number, the lengths are compared.",
        "trm eval tiles korf.txt --goal blank-first --json");

    public override IReadOnlyList<Setting> Settings =>
        [TilesSettings.Goal, TilesSettings.Rules, TilesSettings.Steps, TilesSettings.Beam, TilesSettings.Weight, .. StandardSettings.Limits];

    public override InstanceGenerator Generator => new TilesGenerator();

    public override IReadOnlyList<TrainingMethod> Training => [new TilesTraining(this)];

    public override string? WhyNot(Verb verb) => verb switch
    {
        Verb.TrainRecipe => "its answers are found by search, and its rule estimates boards instead of answering token sequences: use 'trm train tiles'",
        Verb.Run => "trm-run stays small and does not hold it: use 'trm solve tiles'",
        _ => null,
    };

    internal override IReadOnlyList<string> FileEndings { get; } = [".txt"];

    public override IEnumerable<TilesPuzzle> ReadInstances(TextReader text, string source, Settings settings)
    {
        TilesGoal goal = settings.Get(TilesSettings.Goal);
        return TilesFile.Read(text, source, puzzle => puzzle.Moves is not null && TilesChecker.Check(puzzle.Board, goal, puzzle.Moves).Reason is { } reason
            ? throw new InstanceFormatException(
                source, puzzle.Line, string.Empty, $"the moves given do not reach {TilesSettings.NameOf(goal)} (is it the right --goal?): {reason}")
            : puzzle);
    }

    public override bool NeedsModel(Settings settings)
    {
        return settings.Get(TilesSettings.Rules) == RuleKind.Neural;
    }

    public override Solver<TilesPuzzle, TilesAnswer> OpenSolver(Model? model, string name, Settings settings)
    {
        return new TilesSolver(model, name, settings);
    }

    public override bool HasPictures => true;

    public override string? Picture(IInstance instance, ITracedStep step) => step is PlanningStep search
        ? string.Create(CultureInfo.InvariantCulture, $"{search.Nodes:n0} boards looked at, {search.Depth} moves deep, the nearest about {search.Closest:f1} moves from the goal\n")
        : null;

    protected override void Show(TextWriter output, TilesPuzzle instance, TextColours colours)
    {
        foreach (byte[] row in instance.Board.Tiles.ToArray().Chunk(instance.Board.Side))
        {
            output.WriteLine(string.Join(' ', row.Select(tile => (tile == 0 ? "." : tile.ToString(CultureInfo.InvariantCulture)).PadLeft(2))));
        }

        output.WriteLine();
    }

    protected override void WriteJson(Utf8JsonWriter json, TilesPuzzle instance)
    {
        json.WriteString("board", instance.Board.ToString());
        if (instance.Moves is { } moves)
        {
            json.WriteString("moves", TilesLine.MovesText(moves));
        }

        if (instance.KnownLength is { } known)
        {
            json.WriteNumber("knownLength", known);
        }
    }

    /// <summary>The board alone, with the goal that is the default.</summary>
    protected override Problem Encode(TilesPuzzle instance, string source, Model model)
    {
        return TilesRule.Encode(instance.Board, TilesSettings.Goal.Default);
    }

    internal override Func<IInstance, AnswerProof> Proofs => _ => new TilesProof();

    /// <inheritdoc/>
    internal override (string Question, string Answer)? Compared(IInstance instance) => (((TilesPuzzle)instance).Board.ToString(), string.Empty);
}
