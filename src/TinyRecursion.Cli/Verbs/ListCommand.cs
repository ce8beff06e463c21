using System.CommandLine;
using System.Text;
using TinyRecursion.Cli.Common;
using TinyRecursion.Cli.Help;
using TinyRecursion.Tasks.Common;
using TinyRecursion.Tasks;

namespace TinyRecursion.Cli.Verbs;

/// <summary><c>trm list</c>: the tasks, with the forms of their files and what can be done with them.</summary>
internal static class ListCommand
{
    private static readonly (string Name, Verb Verb)[] Verbs =
    [
        ("solve", Verb.Solve), ("eval", Verb.Eval), ("train", Verb.Train), ("train recipe", Verb.TrainRecipe), ("generate", Verb.Generate), ("show", Verb.Show),
        ("compress", Verb.Compress), ("digest", Verb.Digest), ("export c", Verb.ExportC), ("trm-run", Verb.Run),
    ];

    /// <summary>Creates the command.</summary>
    public static Command Create(TaskRegistry tasks)
    {
        Option<bool> json = CommonOptions.Json();
        var command = new Command("list", "List the tasks: their files, models and verbs.\n\nExample: trm list --json") { json };
        command.SetAction(parse =>
        {
            if (parse.GetValue(json))
            {
                using var output = new JsonOutput("list", task: null);
                output.WriteEach(tasks, "tasks", (writer, task) =>
                {
                    writer.WriteString("name", task.Name);
                    writer.WriteString("instances", task.Plural);
                    writer.WriteString("files", task.FileHelp);
                    writer.WriteString("model", task.ShippedModel);
                    JsonText.WriteStrings(writer, "verbs", Of(task));
                });
                return;
            }

            int indent = tasks.Max(task => task.Name.Length) + 2;
            var page = new StringBuilder();
            foreach (TaskDefinition task in tasks)
            {
                TextColumns.Append(page, task.Name, $"{task.Plural}; {(task.ShippedModel is { } model ? $"model {model}" : "no model comes with the product")}", indent, HelpPage.Columns);
                TextColumns.Append(page, string.Empty, task.FileHelp, indent, HelpPage.Columns);
                TextColumns.Append(page, string.Empty, string.Join(", ", Of(task)), indent, HelpPage.Columns);
            }

            Console.Out.Write(page);
        });
        return command;
    }

    private static IEnumerable<string> Of(TaskDefinition task) => Verbs.Where(verb => task.WhyNot(verb.Verb) is null).Select(verb => verb.Name);
}
