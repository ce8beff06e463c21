using System.Reflection;
using TinyRecursion.Recursion;
using TinyRecursion.Tasks.Sudoku;
using Xunit;

namespace TinyRecursion.Tasks.Tests.Composition;

/// <summary>
/// What <see cref="IRecursion{TProblem, TAnswer}"/> promises, held against every implementation there is. One that has no case
/// in <see cref="RecursionCases"/> fails by name.
/// </summary>
public class EveryRecursionTests
{
    public static TheoryData<string> Cases => [.. RecursionCases.All.Select(one => one.Name)];

    public static TheoryData<string> Implementations => [.. Types().Select(type => type.FullName!)];

    [Theory]
    [MemberData(nameof(Implementations))]
    public void Every_implementation_has_a_case(string implementation) =>
        Assert.Contains(implementation, RecursionCases.All.Select(one => one.Implementation.FullName));

    [Fact]
    public void The_walk_finds_recursions_of_the_core_and_of_tasks()
    {
        Assert.Contains(typeof(Chain<>), Types());
        Assert.Contains(typeof(SudokuRuleRecursion), Types());
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_run_that_is_cancelled_before_it_begins_takes_no_step(string name)
    {
        var trace = new RecordingTrace();

        Assert.ThrowsAny<OperationCanceledException>(() => Case(name).Run(trace, new CancellationToken(canceled: true)));
        Assert.ThrowsAny<OperationCanceledException>(() => Case(name).Run(null, new CancellationToken(canceled: true)));

        Assert.Empty(trace.Records);
    }

    [Fact]
    public void A_run_that_is_cancelled_before_it_begins_says_so_even_where_there_is_next_to_nothing_to_do() =>
        Assert.All(RecursionCases.Settled, one =>
        {
            Assert.InRange(one.Run(null, CancellationToken.None).TotalSteps, 0, 4);
            Assert.ThrowsAny<OperationCanceledException>(() => one.Run(null, new CancellationToken(canceled: true)));
        });

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_run_that_is_cancelled_takes_no_further_step(string name)
    {
        using var stop = new CancellationTokenSource();
        var trace = new RecordingTrace(steps =>
        {
            if (steps == 2)
            {
                stop.Cancel();
            }
        });

        Assert.ThrowsAny<OperationCanceledException>(() => Case(name).Run(trace, stop.Token));

        Assert.Equal(2, trace.Records.Count);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_same_problem_gives_the_same_outcome_again_traced_and_on_several_threads_at_once(string name)
    {
        RecursionCase one = Case(name);
        RecordingTrace first = new(), second = new();
        Outcome<string> expected = one.Run(null, CancellationToken.None);

        Assert.Equal(expected, one.Run(first, CancellationToken.None));
        Assert.Equal(expected, one.Run(second, CancellationToken.None));
        Assert.Equal(first.Records, second.Records);
        var others = new Outcome<string>[4];
        Parallel.For(0, others.Length, i => others[i] = one.Run(null, CancellationToken.None));
        Assert.All(others, other => Assert.Equal(expected, other));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_trace_receives_every_step_that_is_counted_in_order_within_its_part(string name)
    {
        var trace = new RecordingTrace();

        Outcome<string> outcome = Case(name).Run(trace, CancellationToken.None);

        Assert.Empty(trace.Complaints);
        Assert.Equal(0, trace.Depth);
        Assert.Equal(outcome.TotalSteps, trace.Steps);
        Assert.InRange(outcome.Steps, 0, outcome.TotalSteps);
        Assert.True(trace.Records.Count > 2, "A case of two steps or fewer says nothing about cancelling.");
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_run_ends_for_a_reason_and_a_verified_one_has_an_answer(string name)
    {
        Outcome<string> outcome = Case(name).Run(null, CancellationToken.None);

        Assert.NotEqual(HaltReason.None, outcome.Reason);
        Assert.True(outcome.Answer is not null || !outcome.IsVerified);
    }

    private static RecursionCase Case(string name) => RecursionCases.All.Single(one => one.Name == name);

    private static List<Type> Types() =>
    [
        .. Directory.GetFiles(AppContext.BaseDirectory, "TinyRecursion*.dll")
            .Where(file => !file.EndsWith(".Tests.dll", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .SelectMany(file => Assembly.Load(Path.GetFileNameWithoutExtension(file)).GetTypes())
            .Where(type => type is { IsClass: true, IsAbstract: false } && type.GetInterfaces().Any(IsRecursion)),
    ];

    private static bool IsRecursion(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IRecursion<,>);
}
