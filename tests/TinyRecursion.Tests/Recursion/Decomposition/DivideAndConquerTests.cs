using CsCheck;
using TinyRecursion.Recursion;
using TinyRecursion.Recursion.Decomposition;
using TinyRecursion.Rules;
using Xunit;

namespace TinyRecursion.Tests.Recursion.Decomposition;

/// <summary>Problems are split down to what is small, and every answer is checked where it is made. The example sums numbers.</summary>
public class DivideAndConquerTests
{
    private static readonly PlainRecursion<int[], int?> Adder = new((numbers, trace, _) =>
        numbers.Contains(-1)
            ? new Outcome<int?>(null, HaltReason.Refuted, 1)
            : new Outcome<int?>(numbers.Sum(), HaltReason.StepLimit, 1));

    [Fact]
    public void Parts_of_parts_are_merged_to_the_whole() => Gen.Int[0, 99].Array[0, 40].Sample(numbers =>
    {
        Outcome<int?> outcome = new DivideAndConquer<int[], int?>(new Halves(), Adder).Run(numbers);

        Assert.Equal((HaltReason.Verified, numbers.Sum()), (outcome.Reason, outcome.Answer));
        Assert.Equal(Leaves(numbers.Length), outcome.TotalSteps);
    });

    [Fact]
    public void A_part_without_an_answer_proves_that_the_whole_has_none()
    {
        Outcome<int?> outcome = new DivideAndConquer<int[], int?>(new Halves(), Adder).Run([1, 2, 3, 4, -1, 5, 6, 7]);

        Assert.Equal((HaltReason.Refuted, null, 1), (outcome.Reason, outcome.Answer, outcome.Part));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(10)]
    public void A_wrong_merge_is_found_at_the_level_that_made_it(int length)
    {
        var how = new Halves { WrongAt = length };

        Outcome<int?> outcome = new DivideAndConquer<int[], int?>(how, Adder).Run(Enumerable.Repeat(1, 10).ToArray());

        Assert.Equal((HaltReason.Rejected, null), (outcome.Reason, outcome.Answer));
        Assert.Equal(length, how.LastChecked);
    }

    [Fact]
    public void A_solver_that_is_wrong_or_gives_up_is_not_believed()
    {
        Assert.Equal((HaltReason.Rejected, null), Solve(new Outcome<int?>(7, HaltReason.Verified, 1)));
        Assert.Equal((HaltReason.TimeLimit, null), Solve(new Outcome<int?>(7, HaltReason.TimeLimit, 1)));
        Assert.Equal((HaltReason.TimeLimit, null), Solve(new Outcome<int?>(null, HaltReason.TimeLimit, 1)));
        Assert.Equal((HaltReason.Verified, 1), Solve(new Outcome<int?>(1, HaltReason.TimeLimit, 1)));

        static (HaltReason, int?) Solve(Outcome<int?> solution)
        {
            Outcome<int?> outcome = new DivideAndConquer<int[], int?>(
                new Halves(), new PlainRecursion<int[], int?>((_, _, _) => solution)).Run([1]);
            return (outcome.Reason, outcome.Answer);
        }
    }

    [Fact]
    public void The_depth_is_bounded_and_the_trace_says_which_part()
    {
        var trace = new Trace();
        var solver = new PlainRecursion<int[], int?>((numbers, inner, _) =>
        {
            inner?.Record(new Step(numbers.Length));
            return new Outcome<int?>(numbers.Sum(), HaltReason.StepLimit, 1);
        });

        new DivideAndConquer<int[], int?>(new Halves(), solver) { MaximumDepth = 2 }.Run(new int[12], trace);

        Assert.Equal(["part 0/part 0", "part 0/part 1", "part 1/part 0", "part 1/part 1"], trace.Steps.Select(step => step.Part));
        Assert.All(trace.Steps, step => Assert.Equal(3, step.Step));
        Assert.Throws<ArgumentOutOfRangeException>(() => new DivideAndConquer<int[], int?>(new Halves(), solver) { MaximumDepth = -1 });
    }

    [Fact]
    public void Cancelling_ends_it()
    {
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        Assert.Throws<OperationCanceledException>(
            () => new DivideAndConquer<int[], int?>(new Halves(), Adder).Run([1, 2], cancellation: stop.Token));
    }

    private static long Leaves(int length) => length == 0 ? 0 : length == 1 ? 1 : Leaves(length / 2) + Leaves(length - (length / 2));

    private sealed class Halves : IDecomposition<int[], int?>
    {
        public int WrongAt { get; init; } = -1;

        public int LastChecked { get; private set; }

        public IReadOnlyList<int[]>? Split(int[] problem) => problem.Length switch
        {
            0 => [],
            1 => null,
            _ => [problem[..(problem.Length / 2)], problem[(problem.Length / 2)..]],
        };

        public int? Merge(int[] problem, IReadOnlyList<int?> answers) => answers.Sum() + (problem.Length == WrongAt ? 1 : 0);

        public bool Accepts(int[] problem, int? answer)
        {
            LastChecked = problem.Length;
            return answer == problem.Sum();
        }
    }

    private sealed class Step(int number) : ITracedStep
    {
        public long Number => number;

        public ReadOnlySpan<float> Readout() => [];

        public float Residual() => 0;
    }
}
