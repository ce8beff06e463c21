using System.CommandLine;
using System.Text;
using TinyRecursion.Cli.Help;
using TinyRecursion.Models;
using TinyRecursion.Tasks.Standard;
using Xunit;

namespace TinyRecursion.Cli.Tests;

/// <summary>How the program explains itself.</summary>
public class HelpTests
{
    [Fact]
    public async Task The_programs_help_is_a_line_a_verb_in_groups_on_a_terminal_of_80_columns()
    {
        Trm.Outcome help = await Trm.Run("--help");
        string[] lines = help.Output.TrimEnd().Split('\n');

        Assert.InRange(lines.Length, 20, 41);
        Assert.All(lines, line => Assert.InRange(line.Length, 0, 80));
        Assert.Equal(["Use:", "Make:", "Trust:", "Inspect:", "Options:"], lines.Where(line => line.EndsWith(':')));
        // What a line cannot hold goes on far to the right.
        Assert.DoesNotContain(lines, line => line.StartsWith("      ", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("help", "--help")]
    [InlineData("help solve", "solve --help")]
    [InlineData("help solve sudoku", "solve sudoku --help")]
    [InlineData("version", "--version")]
    public async Task Help_and_version_are_words_too(string word, string option) =>
        Assert.Equal(await Trm.Run(option.Split(' ')), await Trm.Run(word.Split(' ')));

    [Fact]
    public async Task The_page_of_the_command_line_is_what_the_program_says_of_itself()
    {
        Trm.Outcome page = await Trm.Run("help", "--markdown");

        Assert.Equal(page.Output, await File.ReadAllTextAsync(Path.Combine(Trm.Root, "docs", "cli.md"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task No_help_names_a_type_or_a_number_of_this_machine()
    {
        string page = (await Trm.Run("help", "--markdown")).Output;

        Assert.All(["System.", "Nullable", "2147483647", "True", "False"], word => Assert.DoesNotContain(word, page, StringComparison.Ordinal));
    }

    [Fact]
    public void Words_wrap_between_columns_and_long_names_stand_above_their_text()
    {
        var page = new StringBuilder();
        TextColumns.Append(page, "  --a", "one two three four", 8, 16);
        TextColumns.Append(page, "  --longer", "text", 8, 16);
        TextColumns.Append(page, string.Empty, string.Empty, 0, 16);

        Assert.Equal("  --a   one two\n        three\n        four\n  --longer\n        text\n\n", page.ToString());
    }

    [Fact]
    public void A_command_shows_what_it_needs()
    {
        var command = new Command("convert", "Convert a file. It is read whole.\n\nExample: trm convert a --to b\nExample: trm convert c --to d")
        {
            new Argument<string[]>("FILE") { Description = "What to read.", Arity = ArgumentArity.OneOrMore },
            new Option<string>("--to") { Description = "What to write.", HelpName = "FILE", Required = true },
            new Option<bool>("--fast") { Description = "Be quick." },
            new Option<bool>("--secret") { Hidden = true },
        };

        Assert.Equal(
            """
            Convert a file. It is read whole.

            Usage: trm convert FILE... --to FILE [options]

            Arguments:
              FILE...  What to read.

            Options:
              --to FILE  What to write.
              --fast     Be quick.

            Examples:
              trm convert a --to b
              trm convert c --to d

            """,
            HelpPage.Of(command, 80));
        Assert.Equal("Convert a file.", HelpPage.Summary(command));
    }

    [Theory]
    [InlineData("bash")]
    [InlineData("zsh")]
    [InlineData("fish")]
    [InlineData("pwsh")]
    public async Task Every_shell_has_a_script_that_asks_the_program(string shell)
    {
        Trm.Outcome script = await Trm.Run("completion", shell), wrong = await Trm.Run("completion", "tcsh");

        Assert.Contains("[suggest:", script.Output, StringComparison.Ordinal);
        Assert.Equal((0, 2), (script.ExitCode, wrong.ExitCode));
        Assert.Contains("bash, zsh, fish, pwsh", wrong.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("trm so", "solve")]
    [InlineData("trm solve su", "sudoku")]
    [InlineData("trm solve sudoku --re", "--restarts")]
    public async Task The_program_completes_command_lines(string line, string expected) =>
        Assert.Contains(expected, (await Trm.Run($"[suggest:{line.Length}]", line)).Output.Split('\n'));

    [Fact]
    public async Task Every_task_is_listed_with_its_files_and_verbs()
    {
        Trm.Outcome text = await Trm.Run("list");
        var tasks = (await Trm.Run("list", "--json")).Json().GetProperty("tasks").EnumerateArray().ToArray();

        Assert.Equal(StandardTasks.All.Select(task => task.Name), tasks.Select(task => task.GetProperty("name").GetString()));
        Assert.All(StandardTasks.All, task => Assert.Contains($"\n{task.Name} ", "\n" + text.Output, StringComparison.Ordinal));
        Assert.Contains("solve", tasks[0].GetProperty("verbs").EnumerateArray().Select(verb => verb.GetString()));
        Assert.DoesNotContain("generate", tasks.Single(task => task.GetProperty("name").GetString() == "arc").GetProperty("verbs").EnumerateArray().Select(verb => verb.GetString()));
    }

    [Fact]
    public async Task Every_shipped_model_is_listed_and_taken_by_its_name()
    {
        var models = (await Trm.Run("models", "--json")).Json().GetProperty("models").EnumerateArray().ToArray();
        Trm.Outcome text = await Trm.Run("models"), named = await Trm.Run("models", "sudoku"), info = await Trm.Run("info", "sudoku");
        Trm.Outcome used = await Trm.Run("solve", "sudoku", "--sample", "--model", "sudoku4", "--json"), unknown = await Trm.Run("models", "sudokku");

        Assert.Equal(ShippedModels.Names, models.Select(model => model.GetProperty("name").GetString()));
        Assert.All(models, model => Assert.Contains(model.GetProperty("modelDigest").GetString()!, text.Output, StringComparison.Ordinal));
        Assert.Equal(named, info);
        Assert.NotEqual(3, used.ExitCode);
        Assert.Contains("sudoku4", used.Output, StringComparison.Ordinal);
        Assert.Equal(2, unknown.ExitCode);
        Assert.Contains("known: arithmetic", unknown.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_report_of_a_fault_has_version_machine_and_models()
    {
        Trm.Outcome text = await Trm.Run("doctor"), json = await Trm.Run("doctor", "--json");

        Assert.All(["program", "system", "runtime", "processors", "instructions", "memory", "models", "terminal"], fact =>
        {
            Assert.Contains("\n" + fact + " ", "\n" + text.Output, StringComparison.Ordinal);
            Assert.NotEmpty(json.Json().GetProperty(fact).GetString()!);
        });
        Assert.Equal(json.Json().GetProperty("problems").GetArrayLength() == 0 ? 0 : 1, text.ExitCode);
    }

    public static TheoryData<string> Sampled => [.. StandardTasks.All.Where(task => task.Sample is not null).Select(task => task.Name)];

    [Theory]
    [MemberData(nameof(Sampled))]
    public async Task A_task_solves_its_sample(string task)
    {
        Trm.Outcome solved = await Trm.Run("solve", task, "--sample", "--json"), shown = await Trm.Run("show", task, "--sample");

        Assert.Equal((0, 0), (solved.ExitCode, shown.ExitCode));
        Assert.NotEmpty(shown.Output);
        Assert.All(solved.Json().GetProperty("results").EnumerateArray(), result => Assert.Equal("solved", result.GetProperty("status").GetString()));
        Assert.Equal(64, solved.Json().GetProperty("inputDigest").GetString()!.Length);
    }

    [Theory]
    [InlineData("solve sudoku", "--sample")]
    [InlineData("solve sudoku x.txt --sample", "either FILE or --sample")]
    [InlineData("show maze", "--sample")]
    [InlineData("solve sudoku --sample --json --csv", "either --json or --csv")]
    public async Task What_is_missing_or_too_much_is_said(string command, string message)
    {
        Trm.Outcome outcome = await Trm.Run(command.Split(' '));

        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains(message, outcome.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("12/300  left 0:10", 24, "12/300  left 0:10       ")]
    [InlineData("12/300  left 0:10  loss 0.5", 12, "12/300  lef…")]
    [InlineData("12/300", 0, "12/300")]
    public void A_line_of_progress_fits_the_terminal(string text, int columns, string expected) => Assert.Equal(expected, Common.Terminal.Fit(text, columns));

    [Theory]
    [InlineData("help slove", "did you mean 'solve'")]
    [InlineData("help solve sudko", "did you mean 'sudoku'")]
    [InlineData("solve sudoku --sample --max-step 5", "did you mean '--max-steps'")]
    [InlineData("solve sat --sample --record a.svg", "unknown option '--record'")]
    [InlineData("--json list", "stands too early")]
    [InlineData("solve sudoku --sample --max-steps 99999999999", "at most 2147483647")]
    [InlineData("export nowhere --out x.safetensors", "known: arithmetic")]
    [InlineData("train recipe nowhere.json --data samples/sudoku/hard.txt --out x.safetensors", "nowhere.json: there is no such file")]
    [InlineData("compare sudoku sudoku4 --data samples/sudoku/hard.txt --set rules=algorithmic", "nothing to compare")]
    public async Task A_mistake_is_told_with_the_way_out(string command, string message)
    {
        Trm.Outcome outcome = await Trm.Run(command.Split(' '));

        Assert.Equal((2, string.Empty), (outcome.ExitCode, outcome.Output));
        Assert.Contains(message, outcome.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("Could not", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Examples_of_several_commands_stand_together()
    {
        string help = (await Trm.Run("train", "recipe", "--help")).Output;

        Assert.Contains("Examples:\n  trm generate sudoku --box 2 --count 2000 > 4x4.txt\n  trm train recipe recipes/small-sudoku-mixer.json --data", help, StringComparison.Ordinal);
    }
}
