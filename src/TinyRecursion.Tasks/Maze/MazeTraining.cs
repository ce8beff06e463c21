using TinyRecursion.Learning;
using TinyRecursion.Models;

namespace TinyRecursion.Tasks.Maze;

/// <summary>Training of the maze rule end to end, from generated mazes and their answers alone.</summary>
internal sealed class MazeTraining(MazeTask task) : GradientTraining
{
    /// <summary>Mazes of a validation: enough to see progress, few enough not to slow the run.</summary>
    private const int ValidationMazes = 100;

    private static readonly Setting<int> Side = Setting.Whole(
        "side", 15, MazeTrainingSource.SmallestSide, MazeBoard.MaximumSide, "The most rows and columns of the mazes.");

    private static readonly Setting<int> Moves = Setting.Whole("moves", 42, 1, int.MaxValue, "The longest path.");

    private static readonly Setting<int> Width = StandardSettings.Width(16);

    private static readonly Setting<int> Hidden = StandardSettings.Hidden(48);

    private static readonly MazeTrainingSource DefaultSource = new(Side.Default, Moves.Default);

    private static readonly LoopSupervisionOptions Supervision = new()
    {
        // Every step has a loss on what is due by then, so that an answer is learned from its beginning.
        Steps = DefaultSource.LongestSegment,
        Losses = DefaultSource.LongestSegment,
        SegmentsPerExample = 1,
        RandomStarts = 0f,
        StateNoise = 0.15f,
    };

    public override string Name => task.Name;

    public override VerbHelp Help => new(
        "Learn a rule for mazes end to end: from small generated mazes and their answers alone, no step shown. A path of n moves\n"
        + "takes n steps at least, and the gradient runs through all of them. Killed at any moment, the same command goes on\n"
        + "where it stopped and ends with the same bytes.",
        "trm train maze --out my.safetensors");

    public override IReadOnlyList<Setting> Settings { get; } = [Side, Moves, Width, Hidden];

    public override string ValidationHelp => "File of mazes to validate on, such as larger ones.";

    public override bool GoesOnFromModels => true;

    public override TrainingOptions Defaults { get; } = new()
    {
        Updates = 6000,
        BatchSize = 32,
        Supervision = Supervision,
        InitialHint = DefaultSource.MaximumHint / 2f,
        LearningRate = new LearningRateOptions { Peak = 2e-3f, WarmUp = 100 },
        // Now and then a wave of errors through a hundred steps has a gradient a thousand times the usual. Cut to less than
        // the usual, no update counts for more than another.
        ClipNorm = 0.1f,
        AverageDecay = 0.98f,
    };

    public override TrainingPlan Plan(TrainingData data, Settings settings)
    {
        MazeTrainingSource source = Source(settings.Get(Side), settings.Get(Moves));
        (int width, int hidden, float[]? start) = data.Start is { } model ? Start(model) : (settings.Get(Width), settings.Get(Hidden), null);
        return new TrainingPlan
        {
            Task = task.Name,
            Graph = MazeRule.CreateLearner(width, hidden),
            Start = start,
            Source = source,
            Options = Defaults with
            {
                InitialHint = source.MaximumHint / 2f,
                Supervision = Supervision with
                {
                    Steps = Math.Max(Supervision.Steps, source.LongestSegment),
                    Losses = Math.Max(Supervision.Losses, source.LongestSegment),
                },
            },
            Export = (parameters, card) => new Model(task.Name, MazeRule.Create(width, hidden), MazeRule.OfLearner(parameters, width, hidden), card),
            Validate = Validation.Of(task, data.Validation, ValidationMazes, task.MeasuringSettings),
        };
    }

    private static MazeTrainingSource Source(int side, int moves)
    {
        // Paths that hardly exist would be looked for without end.
        int longest = MazeDefaults.Moves(side, side) + 1;
        return moves <= longest
            ? new MazeTrainingSource(side, moves)
            : throw new SettingException($"--moves must be at most {longest} for mazes of side {side}, not {moves}");
    }

    private static (int Width, int Hidden, float[]? Parameters) Start(Model model)
    {
        try
        {
            return MazeRule.ToLearner(model.Graph, model.Parameters.Span);
        }
        catch (ArgumentException error)
        {
            throw new ModelFormatException("the model", $"cannot be trained end to end: {error.Message}");
        }
    }
}
