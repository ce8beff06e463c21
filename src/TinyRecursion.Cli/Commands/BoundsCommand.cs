using System.CommandLine;
using System.Diagnostics;
using TinyRecursion.Assurance.Bounds;
using TinyRecursion.Cli.Common;
using TinyRecursion.Cli.Verbs;
using TinyRecursion.Problems;
using TinyRecursion.Tasks;
using TinyRecursion.Tasks.Common;

namespace TinyRecursion.Cli.Commands;

/// <summary><c>trm prove bounds MODEL</c>: what the states of a model can be.</summary>
internal static class BoundsCommand
{
    private const int LargestStart = 1000;
    private const int MostSteps = 100_000;

    /// <summary>Creates the command.</summary>
    public static Command Create(TaskRegistry tasks)
    {
        var model = new Argument<string>("MODEL") { Description = "Model file (safetensors), or the name of one that comes with the product." };
        var instance = new Option<string?>("--instance") { Description = "Bound the states on the first instance of this file instead of on every problem.", HelpName = "FILE" };
        Option<int> steps = CommonOptions.Whole("--steps", 8, "Steps to bound.");
        Option<double> start = CommonOptions.Real("--start", 0, 0, LargestStart, "Entries of the first state lie within this much of zero.");
        Option<int> groups = CommonOptions.Whole("--groups", 32, "Without --instance: the most groups of a relation that a cell is in.");
        Option<int> members = CommonOptions.Whole("--members", 1024, "Without --instance: the most members of a group.");
        Option<int> symbols = CommonOptions.Whole("--symbols", 2000, "With --instance: the most noise symbols of a value; more make bounds narrower and slower.", minimum: 2);
        Option<int> threads = CommonOptions.Threads();
        Option<bool> json = CommonOptions.Json();
        var command = new Command(
            "bounds",
            "Bound what the states of a model can be, over the arithmetic in which it runs: step by step, and where a box is found that no step\n"
            + "leaves, for ever. Without --instance one cell stands for every cell of every problem, so that the bounds hold for every size. Of a\n"
            + "rule that ends in a snap, also what a cell that holds a symbol can never become again (docs/bounds.md).\n\n"
            + "Example: trm prove bounds maze\nExample: trm prove bounds maze-proved --steps 1\nExample: trm prove bounds sudoku --instance samples/sudoku/hard.txt --steps 2")
        {
            model, instance, steps, start, groups, members, symbols, threads, json,
        };
        command.Validators.Add(result =>
        {
            bool one = result.GetResult(instance) is { Implicit: false };
            if (one && (result.GetResult(groups) is { Implicit: false } || result.GetResult(members) is { Implicit: false }))
            {
                result.AddError("--groups and --members describe every problem, --instance names one");
            }
            else if (result.GetValue(steps) > MostSteps)
            {
                result.AddError($"--steps is at most {MostSteps}");
            }
            else if (!one && result.GetResult(symbols) is { Implicit: false })
            {
                result.AddError("--symbols goes with --instance");
            }
        });
        command.SetAction((parse, cancellation) =>
        {
            ModelFile file = ModelFile.Load(parse.GetValue(model)!);
            var options = new StateBoundsOptions
            {
                Steps = parse.GetValue(steps), Start = parse.GetValue(start), Symbols = parse.GetValue(symbols),
                Groups = parse.GetValue(groups), Members = parse.GetValue(members),
                Problem = parse.GetValue(instance) is { } path ? ProblemOf(tasks.Of(file.Model, file.Path), path, file) : null,
            };
            return Task.FromResult(Run(file, options, parse.GetValue(threads), parse.GetValue(json), cancellation));
        });
        return command;
    }

    private static int Run(ModelFile file, StateBoundsOptions options, int threads, bool asJson, CancellationToken cancellation)
    {
        var watch = Stopwatch.StartNew();
        StateBounds bounds;
        SymbolMoves? moves;
        try
        {
            bounds = StateBounder.Run(file.Model, options, cancellation);
            moves = options.Problem is null ? SymbolMoves.Of(file.Model, threads, cancellation) : null;
        }
        catch (ArgumentException error)
        {
            throw new InputException($"{file.Path}: {error.Message}");
        }

        if (asJson)
        {
            JsonOutput.Write("prove", file.Model.Task, json => BoundsText.Write(json, file, options, bounds, moves, watch.Elapsed));
        }
        else
        {
            BoundsText.Print(file, options, bounds, moves);
        }

        return ExitCode.Done;
    }

    private static Problem ProblemOf(TaskDefinition task, string path, ModelFile file)
    {
        TaskVerb.Require(task, Verb.Digest, file.Path);
        InputFile.Require(path);
        foreach (SourcedInstance one in task.StreamFiles([path], Settings.Default))
        {
            Problem problem = task.Encode(one.Instance, one.Source, file.Model);
            return problem.Cells > 0 ? problem : throw new InputException($"{path}: its first instance leaves nothing to the rule");
        }

        throw new InputException($"{path}: holds no instance");
    }
}
