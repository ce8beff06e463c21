using TinyRecursion.Learning;
using TinyRecursion.Models;
using TinyRecursion.Rules;

namespace TinyRecursion.Tasks.Sudoku;

/// <summary>Training of a relational rule over candidates on solved Sudokus.</summary>
internal sealed class SudokuTraining(SudokuTask task) : GradientTraining
{
    /// <summary>Boards of a validation: enough to see progress, few enough not to slow the run.</summary>
    private const int ValidationBoards = 400;

    private static readonly Setting<int> Width = StandardSettings.Width(48);
    private static readonly Setting<int> Message = StandardSettings.Message(48);
    private static readonly Setting<int> Hidden = StandardSettings.Hidden(96);
    private static readonly Setting<float> HintLevel = Setting.Real("hint-level", 12f, 0f, 20f, "First level of hints: solution cells revealed on average.", "help-level");

    public override string Name => task.Name;

    public override VerbHelp Help => new(
        "Train a relational rule on Sudokus. Killed at any moment, the same command goes on where it stopped\n"
        + "and ends with the same bytes.",
        "trm train sudoku --data samples/sudoku/extreme.txt --updates 20000 --out my.safetensors");

    public override IReadOnlyList<Setting> Settings => [Width, Message, Hidden, HintLevel];

    public override string DataHelp => "Files of puzzles with solutions to train on.";

    public override string ValidationHelp => "File of puzzles to validate on.";

    public override bool GoesOnFromModels => true;

    public override TrainingOptions Defaults { get; } = new();

    public override TrainingPlan Plan(TrainingData data, Settings settings)
    {
        List<SudokuPuzzle> puzzles = SudokuTask.Solved(data.Instances);
        if (!puzzles.Exists(puzzle => SudokuEncoding.Encode(puzzle.Board).CandidateCells.Length > 0))
        {
            throw new InstanceFormatException(data.Instances.Count > 0 ? data.Instances[0].Source : "the data", 0, string.Empty, "singles settle every puzzle: there is nothing to learn");
        }

        RuleGraph graph = data.Start?.Graph ?? RelationalRule.Create(new RelationalRuleOptions
        {
            StateWidth = settings.Get(Width),
            MessageWidth = settings.Get(Message),
            HiddenWidth = settings.Get(Hidden),
            Relations = SudokuEncoding.Relations,
            FeatureTables = SudokuEncoding.FeatureTables,
        });
        return new TrainingPlan
        {
            Task = task.Name,
            Graph = graph,
            Start = data.Start?.Parameters.ToArray(),
            Source = new SudokuTrainingSource(puzzles),
            Options = Defaults with { InitialHint = settings.Get(HintLevel) },
            Export = (parameters, card) => new Model(task.Name, graph, parameters, card),
            Validate = Validation.Of(task, data.Validation, ValidationBoards, task.MeasuringSettings),
        };
    }
}
