using System.CommandLine;
using System.Text.Json;
using TinyRecursion.Cli.Common;
using TinyRecursion.Tasks;

namespace TinyRecursion.Cli.Verbs;

/// <summary><c>trm solve TASK FILE...</c>: solves instances and prints their answers.</summary>
internal static class SolveCommand
{
    /// <summary>Creates the command.</summary>
    public static Command Create(CommandLineTasks tasks) => TaskVerb.Create("solve", Verb.Solve, "Solve instances of a task with a model.", tasks, Create);

    private static IEnumerable<Command> Create(TaskDefinition task)
    {
        var options = new SolvingOptions(task);
        var command = new Command(task.Name, TaskVerb.Describe(task.SolveHelp));
        options.AddTo(command);
        command.SetAction((parse, cancellation) => Task.FromResult(Run(options.Read(parse), cancellation)));
        yield return command;
    }

    private static int Run(SolvingJob job, CancellationToken cancellation)
    {
        using Solver solver = job.Open();
        Evaluation evaluation = !job.IsJson && LiveView.IsWanted(job)
            ? LiveView.Run(job, solver, cancellation)
            : job.Run(solver, cancellation);
        job.WriteSubmission(evaluation);
        if (job.IsJson)
        {
            WriteJson(job, solver, evaluation);
        }
        else
        {
            foreach (Answer answer in evaluation.Answers)
            {
                answer.WriteText(Console.Out, Terminal.Colours());
            }

            Console.Out.Flush();
            Console.Error.WriteLine($"{evaluation.Solved} of {evaluation.Answers.Count} solved in {evaluation.Elapsed.TotalSeconds:f2} s by {solver.Description}: {MetricText.Of(evaluation)}");
        }

        return evaluation.Answers.All(answer => answer.IsAccepted) ? ExitCode.Done : ExitCode.Unsolved;
    }

    private static void WriteJson(SolvingJob job, Solver solver, Evaluation evaluation) => JsonOutput.Write("solve", job.Task.Name, json =>
    {
        job.WriteTo(json);
        json.WriteString("solver", solver.Description);
        json.WriteNumber("seconds", evaluation.Elapsed.TotalSeconds);
        json.WriteMetrics("metrics", evaluation);
        json.WriteStartArray("results");
        foreach ((SourcedInstance instance, Answer answer) in job.Instances.Zip(evaluation.Answers))
        {
            WriteAnswer(json, instance, answer);
        }

        json.WriteEndArray();
    });

    private static void WriteAnswer(Utf8JsonWriter json, SourcedInstance instance, Answer answer)
    {
        json.WriteStartObject();
        json.WriteString("file", instance.Source);
        json.WriteNumber("line", instance.Instance.Line);
        json.WriteString("status", answer.StatusName);
        json.WriteNumber("steps", answer.Steps);
        answer.WriteJson(json);
        json.WriteEndObject();
    }
}
