using System.CommandLine;
using TinyRecursion.Cli.Common;
using TinyRecursion.Execution;
using TinyRecursion.Models;
using TinyRecursion.Tasks.Common;

namespace TinyRecursion.Cli.Commands;

/// <summary><c>trm doctor</c>: what a report of a fault should say of program and machine, and what is wrong with them.</summary>
internal static class DoctorCommand
{
    /// <summary>Creates the command.</summary>
    public static Command Create()
    {
        Option<bool> json = CommonOptions.Json();
        var command = new Command("doctor", "Look at program, machine and models, for reports of faults. Ends with 1 if something is wrong.\n\nExample: trm doctor --json") { json };
        command.SetAction(parse =>
        {
            (string Name, string Text)[] facts = [.. Facts()];
            string[] problems = [.. Problems()];
            if (parse.GetValue(json))
            {
                JsonOutput.Write("doctor", task: null, writer =>
                {
                    foreach ((string name, string text) in facts)
                    {
                        writer.WriteString(name, text);
                    }

                    JsonText.WriteStrings(writer, "problems", problems);
                });
            }
            else
            {
                Array.ForEach(facts, fact => Terminal.Line($"{fact.Name,-12} {fact.Text}"));
                Array.ForEach(problems, problem => Terminal.Line($"{"problem",-12} {problem}"));
            }

            return problems.Length == 0 ? ExitCode.Done : ExitCode.Unsolved;
        });
        return command;
    }

    private static IEnumerable<(string Name, string Text)> Facts() =>
    [
        ("program", $"trm {ProductVersion.Text}"),
        .. Machine.Facts,
        ("models", ShippedModels.Names.Count > 0 ? $"{ShippedModels.Folder}: {string.Join(", ", ShippedModels.Names)}" : "none"),
        ("terminal", Console.IsOutputRedirected ? "none" : $"{Terminal.Colours()}, TERM={Environment.GetEnvironmentVariable("TERM")}"),
    ];

    private static IEnumerable<string> Problems()
    {
        if (Machine.Warning is { } warning)
        {
            yield return warning;
        }

        if (ShippedModels.Names.Count == 0)
        {
            yield return $"no models lie beside the program, in {ShippedModels.Folder}: install it again";
        }

        foreach (string name in ShippedModels.Names)
        {
            string? problem = null;
            try
            {
                ModelFile.Load(name);
            }
            catch (Exception error) when (error is FormatException or IOException or UnauthorizedAccessException)
            {
                problem = error.Message;
            }

            if (problem is not null)
            {
                yield return problem;
            }
        }
    }
}
