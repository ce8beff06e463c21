using System.Text.RegularExpressions;
using TinyRecursion.Tasks;
using TinyRecursion.Tasks.Standard;
using Xunit;

namespace TinyRecursion.Cli.Tests;

/// <summary>What docs/files.md and the pages of tasks show of files is read, or refused with the error that they show.</summary>
public partial class FilesPageTests
{
    [GeneratedRegex("^```(?<task>[a-z]+)(?<words>[^\n]*)\n(?<text>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block { get; }

    [Theory]
    [InlineData("sudoku", 5)]
    [InlineData("maze", 6)]
    [InlineData("graphs", 6)]
    [InlineData("sat", 4)]
    [InlineData("tiles", 2)]
    [InlineData("arithmetic", 2)]
    [InlineData("arc", 2)]
    [InlineData("custom", 3)]
    public void What_a_page_shows_is_read_or_refused_as_it_says(string page, int fewest)
    {
        TaskDefinition task = StandardTasks.All.Find(page)!;
        Match[] blocks = [.. Block.Matches(File.ReadAllText(Path.Combine(Trm.Root, "docs", page + ".md"))).Where(block => block.Groups["task"].Value == page)];

        Assert.True(blocks.Length >= fewest, $"{blocks.Length} blocks");
        foreach (Match block in blocks)
        {
            string text = block.Groups["text"].Value;
            string[] words = block.Groups["words"].Value.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (words is ["refused"])
            {
                int arrow = text.IndexOf("→ ", StringComparison.Ordinal);
                string message = Assert.Throws<InstanceFormatException>(() => task.Read(new StringReader(text[..arrow]), "f", Settings.Default).ToList()).Message;
                Assert.StartsWith("f: " + text[(arrow + 2)..].Trim(), message, StringComparison.Ordinal);
            }
            else
            {
                Settings settings = words.Chunk(2).Aggregate(
                    Settings.Default, (all, pair) => all.WithText(task.Settings.Single(setting => "--" + setting.Name == pair[0]), [pair[1]]));
                Assert.NotEmpty(task.Read(new StringReader(text), "f", settings).ToList());
            }
        }
    }

    [Fact]
    public void The_page_names_the_endings_that_are_read_of_a_folder()
    {
        string page = File.ReadAllText(Path.Combine(Trm.Root, "docs", "files.md"));
        foreach (TaskDefinition task in StandardTasks.All)
        {
            string row = page.Split('\n').Single(line => line.StartsWith('|') && line.Split('|')[1].Split(',').Any(name => name.Trim() == task.Name));
            Assert.Equal(string.Join(", ", task.FileEndings.Select(ending => $"`{ending}`")), row.Split('|')[2].Trim());
        }
    }

    [Fact]
    public async Task What_a_folder_holds_besides_is_said_and_packed_files_in_it_are_read()
    {
        string folder = Directory.CreateTempSubdirectory().FullName;
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder, "B.CNF"), "p cnf 1 1\n1 0\n", TestContext.Current.CancellationToken);
            await File.WriteAllTextAsync(Path.Combine(folder, "notes.md"), "x", TestContext.Current.CancellationToken);
            Directory.CreateDirectory(Path.Combine(folder, "more"));
            using (var packed = new System.IO.Compression.GZipStream(File.Create(Path.Combine(folder, "c.dimacs.gz")), System.IO.Compression.CompressionLevel.Fastest))
            {
                await packed.WriteAsync("p cnf 1 1\n-1 0\n"u8.ToArray(), TestContext.Current.CancellationToken);
            }

            Trm.Outcome outcome = await Trm.Run("solve", "sat", folder, "--rules", "algorithmic", "--search");

            Assert.Equal(0, outcome.ExitCode);
            Assert.Contains("v 1 0\nc c.dimacs.gz", outcome.Output, StringComparison.Ordinal);
            Assert.Contains("v -1 0\n", outcome.Output, StringComparison.Ordinal);
            Assert.Contains($"{folder}: skipped 2: more, notes.md; of a folder files are read that end in .cnf, .dimacs (or packed, .gz)", outcome.Error, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task Standard_input_is_unpacked_and_read_as_UTF_8_whatever_the_system_says()
    {
        using System.Diagnostics.Process process = Trm.Start("solve", "graphs", "-", "--rules", "algorithmic");
        using (var packed = new System.IO.Compression.GZipStream(process.StandardInput.BaseStream, System.IO.Compression.CompressionLevel.Fastest))
        {
            await packed.WriteAsync("source Zürich\nZürich Genève 278\n"u8.ToArray(), TestContext.Current.CancellationToken);
        }

        string output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Contains("Genève 278", output, StringComparison.Ordinal);
    }
}
