using TinyRecursion.Learning;
using TinyRecursion.Rules;

namespace TinyRecursion.Tasks.Maze;

/// <summary>Training of the maze rule that can be proved, on traces of breadth-first search.</summary>
internal sealed class MazeProvedTraining : LocalTraining
{
    private static readonly Setting<int> Hidden = StandardSettings.Hidden(16);

    private static readonly Setting<int> Mazes = Setting.Whole("mazes", 1000, 1, int.MaxValue, "Small random mazes whose traces are learned from.");

    public override string Name => "maze-proved";

    public override VerbHelp Help => new(
        "Train the maze rule that can be proved: a wave from the goal and a walk from the start, learned from traces of\n"
        + "breadth-first search on small mazes and from the points of its domain that it still gets wrong, until none is left:\n"
        + "seconds to half a minute. 'trm prove maze' then checks all of it.",
        "trm train maze-proved --out my-proved.safetensors");

    public override IReadOnlyList<Setting> Settings { get; } = [Hidden, Mazes];

    public override LocalTrainingOptions Defaults { get; } = new();

    public override LocalTrainingPlan Plan(Settings settings)
    {
        RuleGraph graph = WaveGraph.Create(settings.Get(Hidden));
        int mazes = settings.Get(Mazes);
        return new LocalTrainingPlan
        {
            Task = "maze",
            Graph = graph,
            Specification = new WaveSpecification(),
            Points = seed => Traces(seed, mazes),
            Finish = parameters => WaveGraph.SetReadout(graph, parameters),
            Options = Defaults,
        };
    }

    private static (long[] Points, string Data) Traces(ulong seed, int mazes)
    {
        long[] points = WaveTraces.Collect(seed, mazes);
        return (points, $"{points.Length} situations in traces of breadth-first search on {mazes} random mazes of at most 9×9");
    }
}
