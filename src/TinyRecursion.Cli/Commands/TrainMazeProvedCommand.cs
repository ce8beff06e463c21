using System.CommandLine;
using TinyRecursion.Cli.Common;
using TinyRecursion.Cli.Training;
using TinyRecursion.Rules;
using TinyRecursion.Tasks.Maze.Wave;
using TinyRecursion.Training.Local;

namespace TinyRecursion.Cli.Commands;

/// <summary><c>trm train maze-proved</c>: trains the maze rule that can be proved, on traces of breadth-first search.</summary>
internal static class TrainMazeProvedCommand
{
    /// <summary>Creates the command.</summary>
    public static Command Create()
    {
        var run = new LocalTrainingRun(new LocalTrainingOptions());
        Option<int> hidden = RunOptions.Positive("--hidden", 16, "Hidden width of the rule.");
        Option<int> mazes = RunOptions.Positive("--mazes", 1000, "Small random mazes whose traces are learned from.");
        var command = new Command(
            "maze-proved",
            "Train the maze rule that can be proved: a wave from the goal and a walk from the start, learned from traces of\n"
            + "breadth-first search on small mazes and from the points of its domain that it still gets wrong, until none is left:\n"
            + "seconds to half a minute. 'trm prove maze' then checks all of it.\n\n"
            + "Example: trm train maze-proved --out my-proved.safetensors")
        {
            hidden, mazes,
        };
        run.AddTo(command);
        command.SetAction((parse, cancellation) =>
        {
            RuleGraph graph = WaveGraph.Create(parse.GetValue(hidden));
            int traced = parse.GetValue(mazes);
            return Task.FromResult(run.Run(
                "maze", graph, new WaveSpecification(), parameters => WaveGraph.SetReadout(graph, parameters), parse,
                seed => Traces(seed, traced), cancellation));
        });
        return command;
    }

    private static (long[] Points, string Data) Traces(ulong seed, int mazes)
    {
        long[] points = WaveTraces.Collect(seed, mazes);
        return (points, $"{points.Length} situations in traces of breadth-first search on {mazes} random mazes of at most 9×9");
    }
}
