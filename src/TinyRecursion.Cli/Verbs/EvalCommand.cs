using System.CommandLine;
using TinyRecursion.Cli.Common;
using TinyRecursion.Tasks;

namespace TinyRecursion.Cli.Verbs;

/// <summary><c>trm eval TASK FILE...</c>: measures a model on instances.</summary>
internal static class EvalCommand
{
    /// <summary>Creates the command.</summary>
    public static Command Create(TaskRegistry tasks) => TaskVerb.Create("eval", Verb.Eval, "Measure a model on a file of instances.", tasks, Create);

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
        if (job.Submission is null || atLeast > 0)
        {
            foreach (SourcedInstance instance in job.Instances)
            {
                job.Task.RequireMeasurable(instance.Instance, instance.Source);
            }
        }

        using Solver solver = job.Open();
        Evaluation evaluation = job.Run(solver, cancellation);
        job.WriteSubmission(evaluation);
        if (job.IsJson)
        {
            JsonOutput.Write("eval", job.Task.Name, json =>
            {
                job.WriteTo(json);
                json.WriteString("solver", solver.Description);
                json.WriteNumber("seconds", evaluation.Elapsed.TotalSeconds);
                json.WriteMetrics("metrics", evaluation);
            });
        }
        else
        {
            Terminal.Line($"{(job.Files is [string one] ? one : $"{job.Files.Count} files")}: {evaluation.Answers.Count} instances by {solver.Description}: {MetricText.Of(evaluation)}");
        }

        return atLeast == 0 || evaluation[job.Task.MainMetric] >= atLeast ? ExitCode.Done : ExitCode.Unsolved;
    }
}
