using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using TinyRecursion.Cli.Arc;
using TinyRecursion.Cli.Common;
using TinyRecursion.Tasks.Arc;

namespace TinyRecursion.Cli.Commands;

/// <summary><c>trm eval arc FILE</c>: measures a model on ARC tasks as published, by votes over augmentations.</summary>
internal static class EvalArcCommand
{
    /// <summary>Creates the command.</summary>
    public static Command Create()
    {
        var options = new ArcOptions();
        Option<double> atLeast = AtLeastOption.Create("pass@2");
        var submission = new Option<string?>("--submission")
        {
            Description = "Write the two best answers to each test into this file, in the contest's form.", HelpName = "FILE",
        };
        var command = new Command(
            "arc",
            "Measure how many ARC tasks a model solves, as published: every test is answered in every augmentation of its task,\n"
            + "the answers are turned back and vote, and the K best count (pass@K). The data must be those of training, because\n"
            + "every task and augmentation has an embedding of its own.\n\n"
            + "Example: trm eval arc evaluation.jsonl --train training.jsonl --model my.safetensors --submission submission.json")
        {
            atLeast, submission,
        };
        options.AddTo(command);
        command.SetAction((parse, cancellation) =>
            Task.FromResult(Run(options, parse.GetValue(atLeast), parse.GetValue(submission), parse, cancellation)));
        return command;
    }

    private static int Run(ArcOptions options, double atLeast, string? submission, ParseResult parse, CancellationToken cancellation)
    {
        string file = parse.GetValue(options.Run.File)!;
        var job = ArcJob.Read(options, parse);
        if (!job.IsScored && (atLeast > 0 || submission is null))
        {
            throw new InputException(
                $"{file}: has tests whose outputs are not known: nothing to measure; give --solutions, or only --submission");
        }

        var watch = Stopwatch.StartNew();
        ArcVotes votes = job.Run(cancellation);
        TimeSpan elapsed = watch.Elapsed;
        IReadOnlyList<ArcScore> scores = job.IsScored ? ArcScore.Of(job.Tasks, votes.Vote, ArcScore.PublishedAttempts) : [];
        if (submission is not null)
        {
            ArcSubmission.Write(submission, job.Tasks, votes.Vote);
            Console.Error.WriteLine($"wrote {submission}");
        }

        if (parse.GetValue(options.Run.Json))
        {
            WriteJson(file, job, votes, scores, elapsed);
        }
        else
        {
            Print(file, job, votes, scores, elapsed);
        }

        return scores.All(score => score.Attempts != ArcSubmission.Attempts || score.Rate >= atLeast) ? ExitCode.Done : ExitCode.Unsolved;
    }

    private static void Print(string file, ArcJob job, ArcVotes votes, IReadOnlyList<ArcScore> scores, TimeSpan elapsed)
    {
        string found = scores.Count == 0
            ? "outputs not known"
            : string.Join(", ", scores.Select(score => string.Create(
                CultureInfo.InvariantCulture, $"pass@{score.Attempts} {100 * score.Rate:f2} %")));
        Console.Out.WriteLine($"{file}: {job.Tasks.Count} tasks: {found}");
        Console.Out.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{votes.Count} answers, {votes.Unreadable} without a grid; {votes.MeanSteps:f1} steps on average, {votes.MaximumSteps} at most, "
            + $"{elapsed.TotalMilliseconds / votes.Count:f1} ms each"));
    }

    private static void WriteJson(string file, ArcJob job, ArcVotes votes, IReadOnlyList<ArcScore> scores, TimeSpan elapsed) => JsonOutput.Write(json =>
    {
        json.WriteString("task", "arc");
        json.WriteString("file", file);
        json.WriteString("model", job.Model.Path);
        json.WriteNumber("parameters", job.Model.Model.Graph.ParameterCount);
        json.WriteNumber("modelBytes", job.Model.Bytes);
        json.WriteString("data", job.Sequences.Identity);
        json.WriteString("halt", HaltRuleOption.NameOf(job.Halt));
        json.WriteNumber("stepLimit", job.StepLimit);
        json.WriteNumber("tasks", job.Tasks.Count);
        json.WriteNumber("tests", job.Tasks.Sum(task => task.Test.Count));
        json.WriteNumber("answers", votes.Count);
        json.WriteNumber("answersWithoutGrid", votes.Unreadable);
        if (scores.Count > 0)
        {
            json.WriteStartObject("pass");
            foreach (ArcScore score in scores)
            {
                json.WriteNumber(score.Attempts.ToString(CultureInfo.InvariantCulture), score.Rate);
            }

            json.WriteEndObject();
        }

        json.WriteNumber("meanSteps", votes.MeanSteps);
        json.WriteNumber("maxSteps", votes.MaximumSteps);
        json.WriteNumber("seconds", elapsed.TotalSeconds);
        json.WriteNumber("msPerAnswer", elapsed.TotalMilliseconds / votes.Count);
    });
}
