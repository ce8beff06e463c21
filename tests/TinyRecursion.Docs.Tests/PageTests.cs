using TinyRecursion.Tasks;
using TinyRecursion.Tasks.Standard;
using Xunit;

namespace TinyRecursion.Docs.Tests;

/// <summary>Every block of every page does what the page says: commands run in order in a clean folder, code compiles and runs, instances are read or refused.</summary>
public class PageTests
{
    /// <summary>Blocks that are for people alone.</summary>
    private static readonly string[] Texts = ["text", "bibtex", "c", "json"];

    public static TheoryData<string> Pages => [.. Repository.Pages.Where(page => Page.Of(page).Blocks.Count > 0)];

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Every_block_does_what_the_page_says(string page)
    {
        using var folder = new PageFolder();
        var shell = new Shell();
        Block[] blocks = [.. Page.Of(page).Blocks];
        Block[] declarations = [.. blocks.Where(block => block.Language == "csharp" && !Snippet.IsInSample(block) && Snippet.IsDeclaration(block))];
        string? printed = null;
        foreach (Block block in blocks)
        {
            bool isRun = !block.Note("not run").Any();
            if (Texts.Contains(block.Language) || (!isRun && block.Language.Length == 0))
            {
                // What is not run has printed nothing that could be compared.
                printed = block.Language.Length == 0 ? null : printed;
                continue;
            }

            await shell.Prepare(block);
            switch (block.Language)
            {
                case "":
                    printed = await shell.Run(block);
                    break;
                case "output":
                    Assert.True(printed is null || PrintedText.IsIn(printed, block.Text), $"{block.Place}: was not printed:\n{block.Text}\nbut\n{printed}");
                    break;
                case "csharp":
                    printed = Snippet.IsInSample(block) ? printed : await Snippet.Run(block, declarations, isRun);
                    break;
                default:
                    Read(StandardTasks.All.Find(block.Language) ?? throw new InvalidOperationException($"{block.Place}: no task is called '{block.Language}'"), block);
                    break;
            }
        }
    }

    /// <summary>Few blocks cannot be run here; each says why.</summary>
    [Fact]
    public void Few_blocks_are_not_run_and_each_says_why()
    {
        Block[] left = [.. Repository.Pages.SelectMany(page => Page.Of(page).Blocks).Where(block => block.Note("not run").Any())];
        Assert.All(left, block => Assert.NotEmpty(block.Note("not run").First()));
        Assert.True(left.Length <= 16, string.Join("\n", left.Select(block => block.Place)));
    }

    private static void Read(TaskDefinition task, Block block)
    {
        if (block.Words is ["refused"])
        {
            int arrow = block.Text.IndexOf("→ ", StringComparison.Ordinal);
            string message = Assert.Throws<InstanceFormatException>(() => task.Read(new StringReader(block.Text[..arrow]), "f", Settings.Default).ToList()).Message;
            Assert.StartsWith("f: " + block.Text[(arrow + 2)..].Trim(), message, StringComparison.Ordinal);
            return;
        }

        Settings settings = block.Words.Chunk(2).Aggregate(
            Settings.Default, (all, pair) => all.WithText(task.Settings.Single(setting => "--" + setting.Name == pair[0]), [pair[1]]));
        Assert.NotEmpty(task.Read(new StringReader(block.Text), "f", settings).ToList());
    }
}
