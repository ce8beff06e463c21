using System.CommandLine;
using TinyRecursion.Cli.Common;
using TinyRecursion.Tasks;

namespace TinyRecursion.Cli.Verbs;

/// <summary><c>trm eval TASK FILE...</c>: measures a model on instances.</summary>
internal static class EvalCommand
{
    /// <summary>Creates the command.</summary>
    public static Command Create(CommandLineTasks tasks) => TaskVerb.Create("eval", Verb.Eval, "Measure a model on a file of instances.", tasks, Create);

    private static IEnumerable<Command> Create(TaskDefinition task)
    {
        var options = new SolvingOptions(task);
        Option<double> atLeast = CommonOptions.Real("--at-least", 0, 0, 1, $"Exit with 1 if {task.MainMetric.Key} is smaller (0 to 1).");
        var command = new Command(task.Name, TaskVerb.Describe(task.EvalHelp)) { atLeast };
        options.AddTo(command);
        command.SetAction((parse, cancellation) => Task.FromResult(Run(options.Read(parse), parse.GetValue(atLeast), cancellation)));
        yield return command;
    }

    private static int Run(SolvingJob job, double atLeast, CancellationToken cancellation)
    {
        using Solver solver = job.Open();
        Evaluation evaluation = Measure(job, solver, measures: job.Submission is null || atLeast > 0, cancellation);
        if (job.IsJson)
        {
            JsonOutput.Write("eval", job.Task.Name, json =>
            {
                job.WriteTo(json, solver);
                job.WriteTo(json, evaluation);
            });
        }
        else if (job.IsCsv)
        {
            Csv.WriteRow(["version", "task", "model", "modelDigest", "inputDigest", "seed", "instanceCount", "solvedCount", .. evaluation.Metrics.Select(value => value.Metric.Key)]);
            Csv.WriteRow([
                ProductVersion.Text, job.Task.Name, job.Model?.Path, job.Model?.Digest, job.InputDigest.Value, job.Settings.Get(StandardSettings.Seed), evaluation.Count, evaluation.Solved,
                .. evaluation.Metrics.Select(value => (object)value.Value),
            ]);
        }
        else
        {
            Terminal.Line(
                $"{job.Source}: {evaluation.Count} instances{job.Skipped?.Words} by {solver.Description}: {MetricText.Of(evaluation)}");
        }

        return (atLeast == 0 || evaluation[job.Task.MainMetric] >= atLeast) && job.Skipped is not { Count: > 0 } ? ExitCode.Done : ExitCode.Unsolved;
    }

    private static Evaluation Measure(SolvingJob job, Solver solver, bool measures, CancellationToken cancellation)
    {
        using var progress = new ProgressLine("solved");
        return job.Run(
            solver,
            new EvaluationOptions
            {
                Threads = job.Threads,
                Require = measures ? one => job.Task.RequireMeasurable(one.Instance, one.Source) : null,
            },
            (_, answer) => progress.Advance(answer.IsSolved), cancellation);
    }
}
