using System.CommandLine;
using TinyRecursion.Assurance.Checker.Receipts;
using TinyRecursion.Assurance.Receipts;
using TinyRecursion.Cli.Common;
using TinyRecursion.Tasks;

namespace TinyRecursion.Cli.Commands;

/// <summary><c>trm dispute A B FILE...</c>: finds the first step in which two receipts differ, and says which is wrong.</summary>
internal static class DisputeCommand
{
    /// <summary>Creates the command.</summary>
    public static Command Create(TaskRegistry tasks)
    {
        var first = new Argument<string>("A") { Description = "A receipt." };
        var second = new Argument<string>("B") { Description = "Another of the same runs." };
        var input = new AuditInput(tasks);
        Option<bool> json = CommonOptions.Json();
        var command = new Command(
            "dispute",
            "Settle which of two receipts of the same runs is right. The first step in which they differ is found by asking each for a few digests,\n"
            + "and that one step is taken again. Ends with 0 where the first is right, with 1 where it is not or nothing is settled.\n\n"
            + "Example: trm dispute mine.receipt theirs.receipt puzzles.txt");
        command.Add(first);
        command.Add(second);
        input.AddTo(command);
        command.Add(json);
        command.SetAction((parse, cancellation) =>
        {
            Receipt one = AuditInput.ReadReceipt(parse.GetValue(first)!), other = AuditInput.ReadReceipt(parse.GetValue(second)!);
            ReceiptSubject subject = input.Subject(parse, one.Header);
            using var rule = new StepRule(subject);
            DisputeVerdict verdict = FullAudit.HeaderFailure(one.Header, subject.Header()) is { } failure
                ? new DisputeVerdict(null, null, failure)
                : new Dispute(one, other, question => new DisputeParty(one).Answer(question), question => new DisputeParty(other).Answer(question))
                    .Settle((run, index) => OpenIn(one, run, index, subject, input.Instances(parse, subject), cancellation), rule);
            Tell(verdict, subject.Task.Name, parse.GetValue(json));
            return Task.FromResult(verdict.FirstIsRight == true ? ExitCode.Done : ExitCode.Unsolved);
        });
        return command;
    }

    private static StepOpening? OpenIn(Receipt receipt, int run, int index, ReceiptSubject subject, IEnumerable<SourcedInstance> instances, CancellationToken cancellation)
    {
        if (!OpeningMaker.IsStep(receipt.Runs[run], index) || instances.Skip(run).Take(1).ToArray() is not [var instance])
        {
            return null;
        }

        using Solver solver = subject.Task.Open(subject.Model, subject.Task.Name, subject.Settings);
        try
        {
            return OpeningMaker.Open(receipt, run, [index], subject, solver, instance.Instance, cancellation).Single();
        }
        catch (ReceiptException)
        {
            // Neither receipt follows the rule up to here.
            return null;
        }
    }

    private static void Tell(DisputeVerdict verdict, string task, bool isJson)
    {
        if (!isJson)
        {
            Terminal.Line($"{verdict.Reason}; {(verdict.Rounds == 1 ? "1 round" : $"{verdict.Rounds} rounds")}");
            return;
        }

        JsonOutput.Write("dispute", task, json =>
        {
            WriteNullable(json, "firstIsRight", verdict.FirstIsRight);
            WriteNullable(json, "secondIsRight", verdict.SecondIsRight);
            json.WriteString("reason", verdict.Reason);
            json.WriteNumber("run", verdict.Run);
            json.WriteNumber("event", verdict.Event);
            json.WriteNumber("roundCount", verdict.Rounds);
        });
    }

    private static void WriteNullable(System.Text.Json.Utf8JsonWriter json, string name, bool? value)
    {
        if (value is { } known)
        {
            json.WriteBoolean(name, known);
        }
        else
        {
            json.WriteNull(name);
        }
    }
}
