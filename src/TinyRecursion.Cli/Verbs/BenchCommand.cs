using System.CommandLine;
using TinyRecursion.Cli.Bench;
using TinyRecursion.Cli.Common;
using TinyRecursion.Execution.Float;
using TinyRecursion.Learning;
using TinyRecursion.Models;
using TinyRecursion.Rules;
using TinyRecursion.Tasks;

namespace TinyRecursion.Cli.Verbs;

/// <summary><c>trm bench</c>: what this machine reaches at most, and what share of it a rule uses.</summary>
internal static class BenchCommand
{
    /// <summary>An instance of the generator, so that the figures need no file.</summary>
    private const ulong InstanceSeed = 1;

    /// <summary>Creates the command.</summary>
    public static Command Create(TaskRegistry tasks)
    {
        Option<string?> model = CommonOptions.Model();
        var name = new Option<string>("--task") { Description = "The task.", HelpName = "NAME", DefaultValueFactory = _ => tasks[0].Name };
        Option<bool> json = CommonOptions.Json();
        var command = new Command(
            "bench",
            "Measure what share of this machine's peak a rule uses. The forward and the training step on one core are set beside the machine's own\n"
            + "multiply-add peak,\n"
            + "all in one run. Trust the shares, not the seconds.\n\nExample: trm bench --json")
        {
            model, name, json,
        };
        command.SetAction(parse =>
        {
            TaskDefinition task = tasks.Require(parse.GetValue(name)!, "--task");
            // The rule that learns by gradients, where solving has another.
            ModelFile file = ModelFile.Load(parse.GetValue(model), task.Name, ShippedModels.Names.Contains(task.Name) ? task.Name : task.ShippedModel);
            (GradientTraining Training, InstanceGenerator Generator) own = task.Training.OfType<GradientTraining>().FirstOrDefault() is { } training && task.Generator is { } generator
                ? (training, generator)
                : throw new InputException($"task '{task.Name}' cannot be measured: {task.WhyNot(Verb.Train) ?? task.WhyNot(Verb.Generate) ?? "its rule does not learn by gradients through steps"}");
            IInstance instance = own.Generator.Generate(InstanceSeed, 0, own.Generator.BenchSettings);
            TrainingPlan plan = own.Training.Plan(
                new TrainingData { Instances = own.Training.NeedsData ? [new SourcedInstance(instance, "a generated instance")] : [], Start = file.Model }, Settings.Default);
            Run(plan, task, file, parse.GetValue(json));
            return ExitCode.Done;
        });
        return command;
    }

    private static void Run(TrainingPlan plan, TaskDefinition task, ModelFile file, bool asJson)
    {
        TrainingExample example = plan.Source.Create(InstanceSeed, hint: 0);
        using var weights = new FloatWeights(plan.Graph, plan.Start);
        var meter = new RuleMeter(weights, example, ((plan.Options.Supervision as LoopSupervisionOptions) ?? new LoopSupervisionOptions()).Steps);
        long perStep = plan.Graph.MultiplyAddsPerStep(example.Problem);
        double peak = PeakMeter.MultiplyAddsPerSecond();
        double forward = meter.SecondsPerStep(), training = meter.SecondsPerTrainingStep(), bytes = meter.BytesPerStep();
        peak = Math.Max(peak, PeakMeter.MultiplyAddsPerSecond());
        double forwardShare = perStep / forward / peak, trainingShare = 3.0 * perStep / training / peak;
        if (asJson)
        {
            JsonOutput.Write("bench", task.Name, json =>
            {
                json.WriteModel(file);
                json.WriteNumber("cells", example.Problem.Cells);
                json.WriteNumber("multiplyAddsPerStep", perStep);
                json.WriteNumber("peakMultiplyAddsPerSecond", peak);
                json.WriteNumber("microsecondsPerStep", forward * 1e6);
                json.WriteNumber("forwardShareOfPeak", forwardShare);
                json.WriteNumber("microsecondsPerTrainingStep", training * 1e6);
                json.WriteNumber("trainingShareOfPeak", trainingShare);
                json.WriteNumber("bytesAllocatedPerStep", bytes);
            });
            return;
        }

        Console.Out.WriteLine($"peak of one core        {2e-9 * peak,8:f1} GFLOP/s (fused multiply-adds on registers)");
        Console.Out.WriteLine($"forward step            {forward * 1e6,8:f1} µs   {forwardShare,6:p1} of peak   ({example.Problem.Cells} cells, {perStep:n0} multiply-adds)");
        Console.Out.WriteLine($"training step           {training * 1e6,8:f1} µs   {trainingShare,6:p1} of peak   (forward and back, three times the multiply-adds)");
        Console.Out.WriteLine($"allocated per step      {bytes,8:f1} bytes");
    }
}
