using TinyRecursion.Tasks;
using TinyRecursion.Tasks.Standard;
using Xunit;

namespace TinyRecursion.Run.Tests;

/// <summary>The column of this program in the table of tasks × verbs.</summary>
public sealed class RunTasksTests
{
    [Fact]
    public void Tasks_have_the_verb_exactly_where_this_program_holds_them()
    {
        Assert.Equal(RunTasks.All.Select(task => task.Name).Order(), StandardTasks.All.Where(task => task.WhyNot(Verb.Run) is null).Select(task => task.Name).Order());
        Assert.All(RunTasks.All, task => Assert.IsType(StandardTasks.All.Require(task.Name, "models").GetType(), task));
    }
}
