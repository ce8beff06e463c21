using TinyRecursion.Tasks.Standard;
using TinyRecursion.Tasks.Sudoku;
using Xunit;

namespace TinyRecursion.Tasks.Tests;

/// <summary>Tasks × verbs: each task has each verb, or declares a reason that the user sees.</summary>
public sealed class TaskTableTests
{
    public static TheoryData<string, Verb> Table()
    {
        var table = new TheoryData<string, Verb>();
        foreach (TaskDefinition task in StandardTasks.All)
        {
            foreach (Verb verb in Enum.GetValues<Verb>())
            {
                table.Add(task.Name, verb);
            }
        }

        return table;
    }

    [Theory]
    [MemberData(nameof(Table))]
    public void A_task_has_a_verb_or_says_why_not(string name, Verb verb)
    {
        TaskDefinition task = StandardTasks.All.Find(name)!;
        bool has = verb switch
        {
            Verb.Solve or Verb.Eval => task.Settings.Count > 0 && task.SolveHelp.Example.Contains($"trm solve {name}", StringComparison.Ordinal)
                || task.SolveHelp.Example.Contains("trm calc", StringComparison.Ordinal),
            Verb.Show => task.FileHelp.Length > 0,
            Verb.Train => task.Training.Count > 0 && task.Training[0].Name == name,
            Verb.Generate => task.Generator is not null,
            Verb.Compress or Verb.Digest or Verb.ExportC => Overrides(task, "Encode"),
            Verb.TrainRecipe => Overrides(task, nameof(TaskDefinition.OpenTokens)),
            // The list is held against this table by the tests of trm-run.
            Verb.Run => task.WhyNot(verb) is null,
            _ => false,
        };
        string? reason = task.WhyNot(verb);
        Assert.True(has == reason is null, $"{name} × {verb}: {(has ? $"there, but '{reason}'" : "neither there nor a reason")}");
        Assert.True(reason is null || (reason.Length > 10 && !reason.Contains('\n', StringComparison.Ordinal)), reason);
    }

    [Fact]
    public void Names_settings_and_help_are_fit_for_a_command_line()
    {
        foreach (TaskDefinition task in StandardTasks.All)
        {
            Assert.Matches("^[a-z]+$", task.Name);
            IEnumerable<IReadOnlyList<Setting>> lists =
                [task.Settings, task.ShowSettings, task.Generator?.Settings ?? [], .. task.Training.Select(method => method.Settings)];
            foreach (IReadOnlyList<Setting> settings in lists)
            {
                Assert.Equal(settings.Count, settings.Select(setting => setting.Name).Distinct().Count());
                Assert.All(settings, setting => Assert.Matches("^[a-z]+(-[a-z]+)*$", setting.Name));
                Assert.All(settings, setting => Assert.EndsWith(".", setting.Help, StringComparison.Ordinal));
            }
        }
    }

    [Fact]
    public void Two_tasks_of_one_name_are_refused_with_both_names()
    {
        var error = Assert.Throws<ArgumentException>(() => new TaskRegistry([.. StandardTasks.All, new SudokuTask()]));
        Assert.Contains("Two tasks are named 'sudoku'", error.Message, StringComparison.Ordinal);
        Assert.Contains("SudokuTask ('sudoku') and SudokuTask ('sudoku')", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_task_is_refused_with_the_known_ones_and_the_nearest()
    {
        var error = Assert.Throws<SettingException>(() => StandardTasks.All.Require("sodoku", "model.safetensors"));
        Assert.Contains("model.safetensors: unknown task 'sodoku' (did you mean 'sudoku'?); known: sudoku, maze", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_earlier_name_is_understood() => Assert.Equal("graphs", StandardTasks.All.Find("graph")?.Name);

    private static bool Overrides(TaskDefinition task, string method) => task.GetType()
        .GetMethods(System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.Public | System.Reflection.BindingFlags.NonPublic)
        .Any(own => own.Name == method && own.IsVirtual && own.DeclaringType!.Namespace != typeof(TaskDefinition).Namespace);
}
