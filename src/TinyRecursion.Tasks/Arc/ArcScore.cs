namespace TinyRecursion.Tasks.Arc;

/// <summary>
/// How many tasks are solved with K attempts at each test input, as the published evaluator counts (<c>pass@K</c>): a
/// task counts for the part of its test inputs for which one of the K best answers is right.
/// </summary>
/// <param name="Attempts">K.</param>
/// <param name="Solved">The sum over tasks, parts of tasks included.</param>
/// <param name="Tasks">The number of tasks.</param>
public sealed record ArcScore(int Attempts, double Solved, int Tasks)
{
    /// <summary>The numbers of attempts that the published evaluator reports.</summary>
    public static IReadOnlyList<int> PublishedAttempts { get; } = [1, 2, 5, 10, 100, 1000];

    /// <summary>The part of the tasks that is solved, 0 to 1; 0 where there is no task.</summary>
    public double Rate => Tasks == 0 ? 0 : Solved / Tasks;

    /// <summary>Scores votes.</summary>
    /// <param name="tasks">Tasks that are not augmented, each with at least one test, all of whose outputs are known.</param>
    /// <param name="vote">The answers; an input without answers is not solved.</param>
    /// <param name="attempts">Numbers of attempts, from 1.</param>
    /// <returns>A score for each number of attempts.</returns>
    /// <exception cref="ArgumentException">A task has no test or a test no output.</exception>
    public static IReadOnlyList<ArcScore> Of(IReadOnlyList<ArcTask> tasks, ArcVote vote, IReadOnlyList<int> attempts)
    {
        ArgumentNullException.ThrowIfNull(tasks);
        ArgumentNullException.ThrowIfNull(vote);
        ArgumentNullException.ThrowIfNull(attempts);
        foreach (int count in attempts)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(count, 1, nameof(attempts));
        }

        int most = attempts.Count == 0 ? 0 : attempts.Max();
        var solved = new double[attempts.Count];
        foreach (ArcTask task in tasks)
        {
            var right = new int[attempts.Count];
            foreach (ArcPair test in task.Test)
            {
                ArcGrid expected = test.Output
                    ?? throw new ArgumentException($"Task {task.Id} has a test whose output is not known.", nameof(tasks));
                int rank = vote.Top(task.Id, test.Input, most).ToList().FindIndex(candidate => candidate.Grid.Equals(expected));
                for (int i = 0; i < right.Length; i++)
                {
                    right[i] += rank >= 0 && rank < attempts[i] ? 1 : 0;
                }
            }

            for (int i = 0; i < right.Length; i++)
            {
                solved[i] += task.Test.Count > 0
                    ? right[i] / (double)task.Test.Count
                    : throw new ArgumentException($"Task {task.Id} has no test.", nameof(tasks));
            }
        }

        return [.. attempts.Select((count, i) => new ArcScore(count, solved[i], tasks.Count))];
    }
}
