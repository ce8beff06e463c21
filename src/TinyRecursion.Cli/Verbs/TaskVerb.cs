using System.CommandLine;
using TinyRecursion.Cli.Common;
using TinyRecursion.Tasks;

namespace TinyRecursion.Cli.Verbs;

/// <summary>A verb over the registry: one command for each task, or the reason why a task cannot have the verb.</summary>
internal static class TaskVerb
{
    /// <summary>Creates a verb.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="verb">The verb.</param>
    /// <param name="description">Its help.</param>
    /// <param name="tasks">The tasks.</param>
    /// <param name="create">Creates the commands of a task that has the verb.</param>
    public static Command Create(string name, Verb verb, string description, CommandLineTasks tasks, Func<TaskDefinition, IEnumerable<Command>> create)
    {
        var command = new Command(name, description);
        foreach (TaskDefinition task in tasks.Of(name))
        {
            if (task.WhyNot(verb) is { } reason)
            {
                command.Add(Refusal(task, name, reason));
                continue;
            }

            foreach (Command own in create(task))
            {
                if (own.Name == task.Name)
                {
                    foreach (string alias in task.Aliases)
                    {
                        own.Aliases.Add(alias);
                    }
                }

                command.Add(own);
            }
        }

        return command;
    }

    /// <summary>A command's description: summary, then example.</summary>
    public static string Describe(VerbHelp help) => $"{help.Summary}\n\nExample: {help.Example}";

    /// <summary>Refuses a model's task that cannot have a verb.</summary>
    public static void Require(TaskDefinition task, Verb verb, string path)
    {
        if (task.WhyNot(verb) is { } reason)
        {
            throw new InputException($"{path}: task '{task.Name}': {reason}");
        }
    }

    private static Command Refusal(TaskDefinition task, string verb, string reason)
    {
        var command = new Command(task.Name, $"Not there: {reason}.") { TreatUnmatchedTokensAsErrors = false };
        command.SetAction(int (_) => throw new InputException($"{verb} {task.Name}: {reason}"));
        return command;
    }
}
