using System.CommandLine;
using System.Globalization;
using TinyRecursion.Cli.Commands;
using TinyRecursion.Cli.Common;
using TinyRecursion.Cli.Help;
using TinyRecursion.Cli.Verbs;
using TinyRecursion.Tasks;

namespace TinyRecursion.Cli;

/// <summary>The program <c>trm</c> over any tasks: a program of one's own adds its tasks to the standard ones and has every verb.</summary>
/// <example><code>return await Trm.RunAsync(args, [.. StandardTasks.All, new RosteringTask()]);</code></example>
public static class Trm
{
    /// <summary>Runs a command line.</summary>
    /// <param name="args">The arguments.</param>
    /// <param name="tasks">The tasks, each name once.</param>
    /// <returns>The exit code: 0 done, 1 something unsolved or below what was asked, 2 bad usage or input, 3 a bug, 130 cancelled.</returns>
    /// <exception cref="ArgumentException">Two tasks have one name.</exception>
    public static async Task<int> RunAsync(string[] args, params IEnumerable<TaskDefinition> tasks)
    {
        ArgumentNullException.ThrowIfNull(args);
        // What is read and written is the same everywhere, whatever the machine is set to.
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        _ = Terminal.Screen;
        var registry = new TaskRegistry(tasks);
        args = HelpCommand.Rewrite(args);
        var named = new CommandLineTasks(registry, args);
        var root = new RootCommand("Tiny recursive models: train a rule, apply it again and again, check answers.")
        {
            SolveCommand.Create(named),
            EvalCommand.Create(named),
            CalcCommand.Create(),
            GenerateCommand.Create(named),
            ShowCommand.Create(named),
            TrainCommand.Create(named),
            CompressCommand.Create(registry),
            ImportCommand.Create(registry),
            ExportCommand.Create(registry),
            ProveCommand.Create(registry),
            CheckCommand.Create(),
            AuditCommand.Create(registry),
            DisputeCommand.Create(registry),
            SignCommand.Create(),
            VerifyCommand.Create(),
            MeasureCommand.Create(),
            DigestCommand.Create(registry),
            ParityCommand.Create(),
            ListCommand.Create(registry),
            ModelsCommand.Create(),
            InfoCommand.Create(),
            CompareCommand.Create(registry),
            BenchCommand.Create(registry),
            DoctorCommand.Create(),
            CompletionCommand.Create(),
            HelpCommand.Create(),
        };
        HelpPageAction.AddTo(root);
        return await CommandRunner.RunAsync(root, args).ConfigureAwait(false);
    }
}
