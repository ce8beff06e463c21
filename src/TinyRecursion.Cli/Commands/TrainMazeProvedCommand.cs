using System.CommandLine;
using System.Globalization;
using TinyRecursion.Cli.Common;
using TinyRecursion.Models;
using TinyRecursion.Rules;
using TinyRecursion.Tasks.Maze.Wave;
using TinyRecursion.Training.Local;

namespace TinyRecursion.Cli.Commands;

/// <summary><c>trm train maze-proved</c>: trains the maze rule that can be proved, on traces of breadth-first search.</summary>
internal static class TrainMazeProvedCommand
{
    /// <summary>Mazes that are traced: more bring no situation that a few counterexamples do not.</summary>
    private const int TracedMazes = 1000;

    /// <summary>Creates the command.</summary>
    public static Command Create()
    {
        var defaults = new LocalTrainingOptions();
        var output = new Option<string>("--out") { Description = "Model file to write.", HelpName = "FILE", Required = true };
        Option<int> hidden = RunOptions.Positive("--hidden", 64, "Hidden width of the rule.");
        Option<int> mazes = RunOptions.Positive("--mazes", TracedMazes, "Small random mazes whose traces are learned from.");
        Option<int> updates = RunOptions.Positive("--updates", defaults.Updates, "The most updates.");
        Option<float> margin = NumberOption.Create(
            "--margin", defaults.Margin, 0.001f, 100f, "How far the right symbol must be ahead of every other at every point of the domain.");
        var seed = new Option<ulong>("--seed") { Description = "Seed of everything random.", DefaultValueFactory = _ => defaults.Seed, HelpName = "N" };
        Option<int> threads = RunOptions.Positive("--threads", defaults.Threads, "Threads; changes the speed, never the result.");
        Option<bool> json = RunOptions.JsonSwitch();
        var command = new Command(
            "maze-proved",
            "Train the maze rule that can be proved: a wave from the goal and a walk from the start, learned from traces of\n"
            + "breadth-first search on small mazes and from the points of its domain that it still gets wrong, until none is left.\n"
            + "Takes about a minute; 'trm prove maze' then proves it.\n\n"
            + "Example: trm train maze-proved --out my-proved.safetensors")
        {
            output, hidden, mazes, updates, margin, seed, threads, json,
        };
        command.SetAction((parse, cancellation) =>
        {
            var options = new LocalTrainingOptions
            {
                Seed = parse.GetValue(seed), Updates = parse.GetValue(updates), Margin = parse.GetValue(margin), Threads = parse.GetValue(threads),
            };
            int width = parse.GetValue(hidden);
            RuleGraph graph = WaveGraph.Create(width);
            long[] traces = WaveTraces.Collect(options.Seed, parse.GetValue(mazes));
            Console.Error.WriteLine($"{graph.ParameterCount:n0} parameters, {traces.Length:n0} situations in the traces of {parse.GetValue(mazes):n0} mazes");
            using var trainer = new LocalTrainer(graph, new WaveSpecification(), options, start: null, traces);
            LocalProgress last = trainer.Run(Report, cancellation);
            float[] parameters = trainer.Average.ToArray();
            WaveGraph.SetReadout(graph, parameters);
            var card = new Dictionary<string, string>
            {
                ["data"] = $"traces of breadth-first search on {parse.GetValue(mazes)} random mazes of at most 9×9, seed {options.Seed}: {traces.Length} situations",
                ["options"] = (options with { Threads = 0 }).ToString(),
                ["updates"] = last.Update.ToString(CultureInfo.InvariantCulture),
                ["margin"] = last.Margin.ToString("g4", CultureInfo.InvariantCulture),
            };
            string path = parse.GetValue(output)!;
            new Model("maze", graph, parameters, card).Save(path);
            Console.Error.WriteLine($"wrote {path}");
            if (parse.GetValue(json))
            {
                WriteJson(path, graph, last);
            }

            return Task.FromResult(last.Wrong == 0 ? ExitCode.Done : ExitCode.Unsolved);
        });
        return command;
    }

    private static void Report(LocalProgress progress) => Console.Error.WriteLine(
        $"{progress.Update}  loss {progress.Loss:g3}  wrong {progress.Wrong:n0}  short of the margin {progress.Unsure:n0}  margin {progress.Margin:f3}");

    private static void WriteJson(string path, RuleGraph graph, LocalProgress last) => JsonOutput.Write(json =>
    {
        json.WriteString("task", "maze");
        json.WriteString("model", path);
        json.WriteNumber("parameters", graph.ParameterCount);
        json.WriteNumber("updates", last.Update);
        json.WriteNumber("wrong", last.Wrong);
        json.WriteNumber("margin", last.Margin);
    });
}
