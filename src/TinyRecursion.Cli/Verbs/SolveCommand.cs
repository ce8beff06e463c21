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
        Evaluation evaluation = job.IsJson ? RunJson(job, solver, cancellation)
            : LiveView.IsWanted(job) ? LiveView.Run(job, solver, cancellation)
            : RunText(job, solver, cancellation);
        if (!job.IsJson)
        {
            Console.Error.WriteLine(
                $"{evaluation.Solved} of {evaluation.Count} solved{job.Skipped?.Words} in {evaluation.Elapsed.TotalSeconds:f2} s by {solver.Description}: {MetricText.Of(evaluation)}");
        }

        return evaluation.Accepted == evaluation.Count && job.Skipped is not { Count: > 0 } ? ExitCode.Done : ExitCode.Unsolved;
    }

    private static Evaluation RunText(SolvingJob job, Solver solver, CancellationToken cancellation)
    {
        using var progress = new ProgressLine("solved");
        return job.Run(
            solver, new EvaluationOptions { Threads = job.Threads },
            (_, answer) =>
            {
                WriteText(answer);
                progress.Advance(answer.IsSolved);
            },
            cancellation);
    }

    /// <summary>Writes an answer at once: whoever reads may wait for it before the next question.</summary>
    internal static void WriteText(Answer answer)
    {
        answer.WriteText(Console.Out, Terminal.Colours());
        Console.Out.Flush();
    }

    private static Evaluation RunJson(SolvingJob job, Solver solver, CancellationToken cancellation)
    {
        using var output = new JsonOutput("solve", job.Task.Name);
        Evaluation evaluation = job.Run(solver, new EvaluationOptions { Threads = job.Threads }, Write, cancellation);
        Begin();
        output.Json.WriteEndArray();
        job.WriteTo(output.Json, evaluation);
        output.End();
        return evaluation;

        void Write(SourcedInstance instance, Answer answer)
        {
            Begin();
            WriteAnswer(output.Json, instance, answer);
            output.Flush();
        }

        // Only when there is something to say, so that input which cannot be read at all prints nothing.
        void Begin()
        {
            if (output.Begin())
            {
                job.WriteTo(output.Json, solver);
                output.Json.WriteStartArray("results");
            }
        }
    }

    private static void WriteAnswer(Utf8JsonWriter json, SourcedInstance instance, Answer answer)
    {
        json.WriteStartObject();
        json.WriteString("file", instance.Source);
        json.WriteNumber("line", instance.Instance.Line);
        json.WriteString("status", answer.StatusName);
        json.WriteNumber("steps", answer.Steps);
        if (!answer.IsAccepted || answer.Status == AnswerStatus.Refuted)
        {
            json.WriteString("reason", answer.Failure());
            if (answer.LimitName is { } limit)
            {
                json.WriteString("limit", limit);
            }
        }

        answer.WriteJson(json);
        json.WriteEndObject();
    }
}
