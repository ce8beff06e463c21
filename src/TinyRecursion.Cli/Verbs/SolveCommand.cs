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
        var competition = new Option<bool>("--competition") { Description = "End with 10 where the instance is satisfied and 20 where it is refuted, as in the SAT competitions; takes one instance." };
        if (task.HasCompetitionCodes)
        {
            command.Add(competition);
        }

        command.SetAction((parse, cancellation) => Task.FromResult(
            task.HasCompetitionCodes && parse.GetValue(competition) ? Compete(options.Read(parse), cancellation) : Run(options.Read(parse), cancellation).Code));
        yield return command;
    }

    private static int Compete(SolvingJob job, CancellationToken cancellation)
    {
        return Run(job with { Instances = SolvingJob.Only(job.Instances, "--competition") }, cancellation) switch
        {
            { Code: ExitCode.Done, Evaluation: { Solved: 1 } evaluation } => evaluation.Refuted == 1 ? ExitCode.Unsatisfiable : ExitCode.Satisfiable,
            _ => ExitCode.Done,
        };
    }

    private static (int Code, Evaluation Evaluation) Run(SolvingJob job, CancellationToken cancellation)
    {
        using Solver solver = job.Open();
        Evaluation evaluation = job.IsJson ? RunJson(job, solver, cancellation)
            : job.IsCsv ? RunCsv(job, solver, cancellation)
            : LiveView.IsWanted(job) ? LiveView.Run(job, solver, cancellation)
            : RunText(job, solver, cancellation);
        if (!job.IsJson)
        {
            Console.Error.WriteLine(
                $"{evaluation.Solved} of {evaluation.Count} solved{job.Skipped?.Words} in {evaluation.Elapsed.TotalSeconds:f2} s by {solver.Description}: {MetricText.Of(evaluation)}");
        }

        return (evaluation.Accepted == evaluation.Count && job.Skipped is not { Count: > 0 } ? ExitCode.Done : ExitCode.Unsolved, evaluation);
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

    private static Evaluation RunCsv(SolvingJob job, Solver solver, CancellationToken cancellation)
    {
        using var progress = new ProgressLine("solved");
        string[]? names = null;
        return job.Run(
            solver, new EvaluationOptions { Threads = job.Threads },
            (instance, answer) =>
            {
                Dictionary<string, double> metrics = answer.Metrics().GroupBy(value => value.Metric.Key).ToDictionary(group => group.Key, group => group.First().Value);
                if (names is null)
                {
                    names = [.. metrics.Keys];
                    Csv.WriteRow(["file", "line", "status", "solved", "steps", "milliseconds", "limit", .. names]);
                }

                Csv.WriteRow([
                    instance.Source, instance.Instance.Line, answer.StatusName, answer.IsSolved ? 1 : 0, answer.Steps, answer.Elapsed.TotalMilliseconds, answer.LimitName,
                    .. names.Select(name => metrics.TryGetValue(name, out double value) ? (object)value : null),
                ]);
                progress.Advance(answer.IsSolved);
            },
            cancellation);
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
