using TinyRecursion.Models;
using TinyRecursion.Rules;
using TinyRecursion.Tasks;
using TinyRecursion.Tasks.Standard;
using Xunit;

namespace TinyRecursion.Cli.Tests;

/// <summary>Every standard task with every verb, through the command line itself: it is there with help, or its absence has a reason.</summary>
public sealed class TaskVerbTableTests : IDisposable
{
    private static readonly Verb[] WithTask = [Verb.Solve, Verb.Eval, Verb.Train, Verb.Generate, Verb.Show];
    private static readonly Verb[] WithModel = [Verb.Compress, Verb.Digest, Verb.ExportC, Verb.TrainRecipe];
    private readonly string _folder = Directory.CreateTempSubdirectory("table").FullName;

    public static TheoryData<Verb, string> OfTasks => [.. WithTask.SelectMany(verb => StandardTasks.All.Select(task => new TheoryDataRow<Verb, string>(verb, task.Name)))];

    public static TheoryData<Verb, string> OfModels =>
        [.. WithModel.SelectMany(verb => StandardTasks.All.Where(task => task.WhyNot(verb) is not null).Select(task => new TheoryDataRow<Verb, string>(verb, task.Name)))];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void No_verb_is_left_out() =>
        // The last is the program trm-run's.
        Assert.Equal(Enum.GetValues<Verb>().ToHashSet(), [.. WithTask, .. WithModel, Verb.Run]);

    [Theory]
    [MemberData(nameof(OfTasks))]
    public async Task A_task_has_a_verb_with_help_or_the_reason_is_told(Verb verb, string name)
    {
        string word = verb.ToString().ToLowerInvariant();
        string? reason = Find(name).WhyNot(verb);

        Trm.Outcome help = await Trm.Run(word, name, "--help"), run = await Trm.Run(word, name, Path.Combine(_folder, "x"), "--limit", "1");

        Assert.Equal((0, string.Empty), (help.ExitCode, help.Error));
        // An example may begin with a command that makes what this one reads.
        Assert.Contains(reason is null ? "\n  trm " : $"Not there: {reason}.", help.Output, StringComparison.Ordinal);
        Assert.Contains(reason is null ? $"trm {word} {name}" : reason, help.Output, StringComparison.Ordinal);
        Assert.Equal((2, string.Empty), (run.ExitCode, run.Output));
        Assert.All(run.Error.TrimEnd().Split('\n'), line => Assert.StartsWith("trm: ", line, StringComparison.Ordinal));
        if (reason is not null)
        {
            Assert.Equal($"trm: {word} {name}: {reason}\n", run.Error);
        }
    }

    [Theory]
    [MemberData(nameof(OfModels))]
    public async Task A_model_or_recipe_of_a_task_without_the_verb_is_refused_with_the_reason(Verb verb, string name)
    {
        string model = Path.Combine(_folder, "model.safetensors"), recipe = Path.Combine(_folder, "recipe.json"), target = Path.Combine(_folder, "out");
        RuleGraph graph = RelationalRule.Create(new RelationalRuleOptions { StateWidth = 4, MessageWidth = 16, HiddenWidth = 4, Relations = ["cell"], FeatureTables = ["one"] });
        new Model(name, graph, new float[graph.ParameterCount], new Dictionary<string, string>()).Save(model);
        await File.WriteAllTextAsync(recipe, TinyRecipe.Json(name, updates: 1, augmentations: 0), TestContext.Current.CancellationToken);

        Trm.Outcome outcome = await Trm.Run(verb switch
        {
            Verb.Compress => ["compress", model, "--int8", "--out", target],
            Verb.Digest => ["digest", model, model],
            Verb.ExportC => ["export", "c", "--model", model, "--out", target],
            _ => ["train", "recipe", recipe, "--data", model, "--out", target, "--run", Path.Combine(_folder, "run")],
        });

        Assert.Equal((2, string.Empty), (outcome.ExitCode, outcome.Output));
        Assert.Equal($"trm: {(verb == Verb.TrainRecipe ? recipe : model)}: task '{name}': {Find(name).WhyNot(verb)}\n", outcome.Error);
        Assert.Equal([model, recipe], Directory.GetFileSystemEntries(_folder).Order());
    }

    [Theory]
    [InlineData("solve sodoku x", "unknown task 'sodoku' (did you mean 'sudoku'?); known: sudoku, ")]
    [InlineData("slove sudoku x", "unknown verb 'slove' (did you mean 'solve'?); known: solve, eval, ")]
    [InlineData("solve sudoku x --limt 3", "unknown option '--limt' (did you mean '--limit'?); known: ")]
    [InlineData("solve sudoku --limt 3 x", "unknown option '--limt' (did you mean '--limit'?); known: ")]
    [InlineData("train sudoku --out x --updats 3", "unknown option '--updats' (did you mean '--updates'?); known: ")]
    [InlineData("solve quantum x", "unknown task 'quantum'; known: sudoku, ")]
    [InlineData("solve", "expected one of sudoku, ")]
    public async Task A_name_that_is_none_comes_with_those_that_are_and_the_nearest(string line, string problem)
    {
        Trm.Outcome outcome = await Trm.Run(line.Split(' '));

        Assert.Equal((2, string.Empty), (outcome.ExitCode, outcome.Output));
        Assert.StartsWith("trm: " + problem, outcome.Error, StringComparison.Ordinal);
        string[] names = problem.Contains("task", StringComparison.Ordinal) ? [.. StandardTasks.All.Select(task => task.Name)]
            : problem.Contains("verb", StringComparison.Ordinal) ? ["solve", "eval", "show", "train", "generate", "compress", "digest", "export", "bench"]
            : [];
        Assert.All(names, name => Assert.Contains(name, outcome.Error, StringComparison.Ordinal));
        Assert.Equal(2, outcome.Error.TrimEnd().Split('\n').Length);
    }

    [Fact]
    public async Task What_follows_two_hyphens_is_a_file_whatever_it_looks_like()
    {
        Trm.Outcome outcome = await Trm.Run("solve", "sudoku", "--", "--limt");

        Assert.Equal((2, "trm: --limt: there is no such file\n"), (outcome.ExitCode, outcome.Error));
    }

    private static TaskDefinition Find(string name) => StandardTasks.All.Single(task => task.Name == name);
}
