namespace TinyRecursion.Recursion;

/// <summary>
/// Which of several attempts a portfolio gives where none settled the problem. Deterministic: equal ones are told apart by
/// their order.
/// </summary>
/// <typeparam name="TAnswer">The answer.</typeparam>
public abstract class PortfolioChoice<TAnswer>
{
    /// <summary>The last attempt.</summary>
    public static PortfolioChoice<TAnswer> Last { get; } = new Rule(attempts => Of(attempts, attempts.Count - 1));

    /// <summary>The attempt whose last step moved its state least: a rule that is sure of its answer stays there.</summary>
    public static PortfolioChoice<TAnswer> SmallestResidual { get; } = new Rule(LeastResidual);

    /// <summary>The answer that most attempts gave; of equally many the one that was given first.</summary>
    /// <param name="equality">Which answers are the same; null for the type's own equality.</param>
    public static PortfolioChoice<TAnswer> Majority(IEqualityComparer<TAnswer>? equality = null) =>
        new Rule(attempts => MostVotes(attempts, equality ?? EqualityComparer<TAnswer>.Default));

    /// <summary>For each cell the value that most attempts gave; of equally many the one that was given first.</summary>
    /// <param name="read">The values of an answer, one a cell, the same number for each.</param>
    /// <param name="write">
    /// Makes an answer from values; none of the attempts need have given it. The first argument is the last attempt's answer.
    /// </param>
    /// <param name="accepts">Whether the task's checker accepts an answer, or null; the outcome is then verified.</param>
    public static PortfolioChoice<TAnswer> MajorityOfCells(
        Func<TAnswer, int[]> read, Func<TAnswer, int[], TAnswer> write, Func<TAnswer, bool>? accepts = null)
    {
        ArgumentNullException.ThrowIfNull(read);
        ArgumentNullException.ThrowIfNull(write);
        return new Rule(attempts => MostVotesOfCells(attempts, read, write, accepts));
    }

    /// <summary>Chooses.</summary>
    /// <param name="attempts">All attempts in order, at least one, none of them settled.</param>
    /// <returns>One of them, with its number as its part, or one made of them.</returns>
    public abstract Outcome<TAnswer> Choose(IReadOnlyList<Outcome<TAnswer>> attempts);

    private static Outcome<TAnswer> Of(IReadOnlyList<Outcome<TAnswer>> attempts, int number) => attempts[number] with { Part = number };

    private static Outcome<TAnswer> LeastResidual(IReadOnlyList<Outcome<TAnswer>> attempts)
    {
        int best = 0;
        for (int i = 1; i < attempts.Count; i++)
        {
            // Written so that what is not a number loses to every number.
            best = attempts[i].Residual < attempts[best].Residual || double.IsNaN(attempts[best].Residual) ? i : best;
        }

        return Of(attempts, best);
    }

    private static Outcome<TAnswer> MostVotes(IReadOnlyList<Outcome<TAnswer>> attempts, IEqualityComparer<TAnswer> equality)
    {
        int best = 0, most = 0;
        for (int i = 0; i < attempts.Count; i++)
        {
            int votes = attempts[i].Answer is { } answer
                ? attempts.Count(other => other.Answer is { } same && equality.Equals(answer, same))
                : 0;
            (best, most) = votes > most ? (i, votes) : (best, most);
        }

        return Of(attempts, best);
    }

    private static Outcome<TAnswer> MostVotesOfCells(
        IReadOnlyList<Outcome<TAnswer>> attempts, Func<TAnswer, int[]> read, Func<TAnswer, int[], TAnswer> write, Func<TAnswer, bool>? accepts)
    {
        List<int[]> ballots = attempts.Where(one => one.Answer is not null).Select(one => read(one.Answer!)).ToList();
        Outcome<TAnswer> last = Of(attempts, attempts.Count - 1);
        if (ballots.Count == 0 || last.Answer is null)
        {
            return last;
        }

        var values = new int[ballots[0].Length];
        for (int cell = 0; cell < values.Length; cell++)
        {
            int at = cell;
            // Grouping keeps the order of first occurrence, and the first of equal groups is taken.
            values[cell] = ballots.Select(ballot => ballot[at]).GroupBy(value => value).MaxBy(group => group.Count())!.Key;
        }

        TAnswer answer = write(last.Answer, values);
        return last with { Answer = answer, Reason = accepts?.Invoke(answer) == true ? HaltReason.Verified : last.Reason };
    }

    private sealed class Rule(Func<IReadOnlyList<Outcome<TAnswer>>, Outcome<TAnswer>> choose) : PortfolioChoice<TAnswer>
    {
        public override Outcome<TAnswer> Choose(IReadOnlyList<Outcome<TAnswer>> attempts) => choose(attempts);
    }
}
