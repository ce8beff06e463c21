using TinyRecursion.Tasks;
using TinyRecursion.Tasks.Standard;
using Xunit;

namespace TinyRecursion.Docs.Tests;

/// <summary>Every task has a page, and all of them are made alike; docs/files.md says what holds for all.</summary>
public class TaskPageTests
{
    private static readonly string[] Parts = ["Files", "Solve", "Train", "Limits"];

    [Fact]
    public void The_page_names_the_endings_that_are_read_of_a_folder()
    {
        string page = Repository.Read("docs/files.md");
        foreach (TaskDefinition task in StandardTasks.All)
        {
            string row = page.Split('\n').Single(line => line.StartsWith('|') && line.Split('|')[1].Split(',').Any(name => name.Trim() == task.Name));
            Assert.Equal(string.Join(", ", task.FileEndings.Select(ending => $"`{ending}`")), row.Split('|')[2].Trim());
        }
    }

    [Fact]
    public void The_pages_of_tasks_have_the_same_order() => Assert.All(
        StandardTasks.All,
        task => Assert.Equal(
            Parts,
            Page.Of($"docs/{task.Name}.md").Prose.Split('\n').Where(line => line.StartsWith("## ", StringComparison.Ordinal))
                .SelectMany(line => Parts.Where(part => line.Contains(part, StringComparison.OrdinalIgnoreCase)))));

    /// <summary>A file that is read and one that is refused.</summary>
    [Fact]
    public void The_page_of_every_task_shows_files() => Assert.All(
        StandardTasks.All,
        task => Assert.Equal([false, true], Page.Of($"docs/{task.Name}.md").Blocks.Where(block => block.Language == task.Name).Select(block => block.Words is ["refused"]).Distinct().Order()));
}
