using System.Globalization;
using TinyRecursion.Assurance.Receipts;
using TinyRecursion.IO;
using TinyRecursion.Models;
using TinyRecursion.Tasks;
using TinyRecursion.Tasks.Common;

namespace TinyRecursion.Run;

/// <summary>Solves instances, or takes digests of them, as they are read.</summary>
internal static class InstanceAnswers
{
    private const string MaximumSteps = "max-steps";

    /// <summary>Writes answers, each as soon as it is there.</summary>
    /// <param name="model">The model.</param>
    /// <param name="arguments">What the command line asks for.</param>
    /// <param name="reader">The instances.</param>
    /// <param name="name">Their name, for messages.</param>
    /// <param name="output">Where to.</param>
    /// <returns>Whether every instance is solved.</returns>
    /// <exception cref="FormatException">The model is of another task or does not fit it, or an instance cannot be read.</exception>
    public static bool Write(Model model, RunArguments arguments, TextReader reader, string name, TextWriter output)
    {
        TaskDefinition task = RunTasks.Find(model.Task, arguments.Model);
        Settings settings = Settings.Default;
        foreach (Setting setting in task.Settings)
        {
            if (arguments.Steps is { } steps && setting.Name == MaximumSteps)
            {
                settings = settings.WithText(setting, [steps.ToString(CultureInfo.InvariantCulture)]);
            }
        }

        InstanceDigest? digest = arguments.Digest is { } taken ? new InstanceDigest(model, arguments.Model, taken) : null;
        using Solver? solver = digest is null ? task.Open(model, arguments.Model, settings) : null;
        using PendingReceipt? receipt = arguments.Receipt is { } path ? Begin(path, new ReceiptSubject(task, task.Complete(settings), model, InputDigest.Of([arguments.Model]), arguments.File is { } file ? InputDigest.Of([file]) : null), arguments) : null;
        bool accepted = true;
        foreach (IInstance instance in task.Read(reader, name, settings))
        {
            if (solver is not null)
            {
                solver.Require(instance, name);
                Answer answer = solver.Solve(instance, trace: receipt?.Begin(instance));
                receipt?.End(instance, answer);
                answer.WriteText(output);
                accepted &= answer.IsAccepted;
            }
            else
            {
                output.Write(digest!.Of(task.Encode(instance, name, model)));
                output.Write('\n');
            }

            // At once: who reads from a pipe may wait for it before the next question, and an interrupted run has written whole answers.
            output.Flush();
        }

        receipt?.Complete();
        return accepted;
    }

    private static PendingReceipt Begin(string path, ReceiptSubject subject, RunArguments arguments)
    {
        OutputFile.Prepare(path, ReceiptWriter.FileKind, [arguments.Model, .. arguments.File is { } file ? [file] : Array.Empty<string>()]);
        return new PendingReceipt(path, subject);
    }
}
