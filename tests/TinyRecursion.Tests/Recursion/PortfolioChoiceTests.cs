using CsCheck;
using TinyRecursion.Recursion;
using Xunit;

namespace TinyRecursion.Tests.Recursion;

/// <summary>What a portfolio gives where no attempt settles the problem, and that one that does always wins.</summary>
public class PortfolioChoiceTests
{
    [Fact]
    public void The_smallest_residual_wins_the_first_of_equals_and_never_what_is_not_a_number()
    {
        Assert.Equal(2, Run(PortfolioChoice<string>.SmallestResidual, ("a", 3), ("b", double.NaN), ("c", 1), ("d", 1)).Part);
        Assert.Equal(1, Run(PortfolioChoice<string>.SmallestResidual, ("a", double.NaN), ("b", double.PositiveInfinity)).Part);
    }

    [Fact]
    public void The_majority_wins_the_first_given_of_equally_many_and_silence_has_no_vote()
    {
        Assert.Equal("b", Run(PortfolioChoice<string>.Majority(), ("a", 0), ("b", 0), ("b", 0), ("c", 0)).Answer);
        Outcome<string> tie = Run(PortfolioChoice<string>.Majority(), (null, 0), (null, 0), (null, 0), ("c", 0), ("b", 0), ("b", 0), ("c", 0));
        Assert.Equal(("c", 3), (tie.Answer, tie.Part));
        Assert.Equal("A", Run(PortfolioChoice<string>.Majority(StringComparer.OrdinalIgnoreCase), ("b", 0), ("A", 0), ("a", 0)).Answer);
    }

    [Fact]
    public void Cells_are_voted_on_one_by_one_and_the_result_is_checked()
    {
        (string?, double)[] attempts = [("xaq", 0), ("xbr", 0), ("yas", 0)];

        // No attempt gave it, and of the three last letters, equally many each, the first stands.
        Assert.Equal((HaltReason.Verified, "xaq"), Vote(answer => answer == "xaq"));
        Assert.Equal((HaltReason.StepLimit, "xaq"), Vote(_ => false));
        Assert.Equal((HaltReason.StepLimit, "xaq"), Vote(null));

        (HaltReason, string?) Vote(Func<string, bool>? accepts)
        {
            Outcome<string> outcome = Run(
                PortfolioChoice<string>.MajorityOfCells(
                    answer => [.. answer.Select(letter => (int)letter)], (_, cells) => string.Concat(cells.Select(cell => (char)cell)), accepts),
                attempts);
            return (outcome.Reason, outcome.Answer);
        }
    }

    [Fact]
    public void The_last_is_given_unless_told_otherwise() => Assert.Equal("c", Run(null, ("a", 0), ("b", 0), ("c", 9)).Answer);

    [Fact]
    public void A_settled_attempt_wins_over_every_choice_on_any_number_of_threads() =>
        Gen.Select(Gen.Int[0, 4].Array[1, 8], Gen.Int[1, 4]).Sample((kinds, threads) =>
        {
            PortfolioChoice<string>[] choices = [PortfolioChoice<string>.Last, PortfolioChoice<string>.SmallestResidual, PortfolioChoice<string>.Majority()];
            foreach (PortfolioChoice<string> choice in choices)
            {
                Outcome<string> one = Attempts(choice, 1), several = Attempts(choice, threads);

                Assert.Equal(one, several);
                int first = Array.FindIndex(kinds, kind => kind <= 1);
                Assert.Equal(first >= 0, one.IsSettled);
                Assert.True(first < 0 || one.Part == first);
                Assert.Equal(3L * (first < 0 ? kinds.Length : first + 1), one.TotalSteps);
            }

            Outcome<string> Attempts(PortfolioChoice<string> choice, int count) =>
                new Portfolio<int, string>(number => Attempt(kinds[number]), kinds.Length, choice) { Threads = count }.Run(0);
        });

    private static PlainRecursion<int, string> Attempt(int kind) => new((_, _, _) => new Outcome<string>(
        kind == 1 ? null : $"{kind}", kind switch { 0 => HaltReason.Verified, 1 => HaltReason.Refuted, _ => HaltReason.StepLimit }, 3)
    {
        Residual = 5 - kind,
    });

    private static Outcome<string> Run(PortfolioChoice<string>? choice, params (string? Answer, double Residual)[] attempts) =>
        new Portfolio<int, string>(
            number => new PlainRecursion<int, string>((_, _, _) =>
                new Outcome<string>(attempts[number].Answer, HaltReason.StepLimit, 1) { Residual = attempts[number].Residual }),
            attempts.Length, choice).Run(0);
}
