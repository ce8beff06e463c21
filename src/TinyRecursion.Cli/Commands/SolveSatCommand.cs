using System.CommandLine;
using System.Diagnostics;
using System.Text.Json;
using TinyRecursion.Cli.Common;
using TinyRecursion.Cli.Satisfiability;
using TinyRecursion.Tasks.Satisfiability;

namespace TinyRecursion.Cli.Commands;

/// <summary><c>trm solve sat FILE...</c>: satisfies or refutes formulas.</summary>
internal static class SolveSatCommand
{
    /// <summary>Creates the command.</summary>
    public static Command Create()
    {
        var options = new SatisfiabilityOptions();
        var command = new Command(
            "sat",
            "Satisfy formulas in conjunctive normal form, or with --search refute them. Prints answers as in the SAT competitions:\n"
            + "a comment with the formula's name, 's SATISFIABLE' with the values on lines 'v', 's UNSATISFIABLE', or 's UNKNOWN'\n"
            + "where nothing was found. Exit code 0 if every formula was decided.\n\n"
            + "Example: trm solve sat samples/sat/satisfiable.cnf samples/sat/unsatisfiable.cnf --search");
        options.AddTo(command);
        command.SetAction((parse, cancellation) =>
        {
            SatisfiabilityJob job = options.Read(parse);
            long started = Stopwatch.GetTimestamp();
            SatisfiabilityAnswer[] answers = job.Run(showProgress: true, cancellation);
            TimeSpan elapsed = Stopwatch.GetElapsedTime(started);
            int satisfied = answers.Count(answer => answer.Result.Status == SatisfiabilityStatus.Satisfied);
            int refuted = answers.Count(answer => answer.Result.Status == SatisfiabilityStatus.Refuted);
            if (parse.GetValue(options.Json))
            {
                WriteJson(job, answers, satisfied, refuted, elapsed);
            }
            else
            {
                Array.ForEach(answers, answer => Console.Out.Write(SatisfiabilityText.Of(answer)));
                Console.Error.WriteLine(
                    $"{satisfied} of {answers.Length} satisfied, {refuted} refuted in {elapsed.TotalSeconds:f2} s by {job.Description}");
            }

            return Task.FromResult(satisfied + refuted == answers.Length ? ExitCode.Done : ExitCode.Unsolved);
        });
        return command;
    }

    private static void WriteJson(
        SatisfiabilityJob job, SatisfiabilityAnswer[] answers, int satisfied, int refuted, TimeSpan elapsed) => JsonOutput.Write(json =>
    {
        json.WriteString("task", "sat");
        job.WriteTo(json);
        json.WriteNumber("instances", answers.Length);
        json.WriteNumber("solvedInstances", satisfied + refuted);
        json.WriteNumber("satisfied", satisfied);
        json.WriteNumber("refuted", refuted);
        json.WriteNumber("seconds", elapsed.TotalSeconds);
        json.WriteStartArray("results");
        foreach (SatisfiabilityAnswer answer in answers)
        {
            WriteAnswer(json, answer);
        }

        json.WriteEndArray();
    });

    private static void WriteAnswer(Utf8JsonWriter json, SatisfiabilityAnswer answer)
    {
        SatisfiabilityResult result = answer.Result;
        json.WriteStartObject();
        json.WriteString("name", answer.Instance.Name);
        json.WriteNumber("line", answer.Instance.Line);
        json.WriteString("status", answer.Status);
        json.WriteString("note", SatisfiabilityText.Words(result));
        if (result.Status == SatisfiabilityStatus.Satisfied)
        {
            json.WriteStartArray("assignment");
            for (int variable = 0; variable < result.Assignment!.Length; variable++)
            {
                json.WriteNumberValue(Literal.ToNumber(Literal.Of(variable, result.Assignment[variable])));
            }

            json.WriteEndArray();
            json.WriteNumber("start", result.Start + 1);
        }

        if (answer.ContradictsLabel)
        {
            json.WriteBoolean("contradictsFile", true);
        }

        json.WriteNumber("steps", result.Steps);
        json.WriteNumber("nodes", result.Nodes);
        json.WriteNumber("milliseconds", answer.Elapsed.TotalMilliseconds);
        json.WriteEndObject();
    }
}
