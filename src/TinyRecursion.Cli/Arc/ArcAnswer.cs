using TinyRecursion.Tasks.Arc;

namespace TinyRecursion.Cli.Arc;

/// <summary>The best answers to one test.</summary>
/// <param name="Task">The task's name.</param>
/// <param name="Test">The test's number within the task, from 1.</param>
/// <param name="Pair">The test.</param>
/// <param name="Best">At most two answers, the best first; none where the model showed no grid.</param>
internal sealed record ArcAnswer(string Task, int Test, ArcPair Pair, IReadOnlyList<ArcCandidate> Best)
{
    /// <summary>Whether one of the answers is right; null where that is not known.</summary>
    public bool? IsSolved => Pair.Output is { } expected ? Best.Any(answer => ArcChecker.Check(expected, answer.Grid).IsCorrect) : null;

    /// <summary>In a word: solved, unsolved, or answered where it is not known.</summary>
    public string Status => IsSolved switch
    {
        true => "solved",
        null when Best.Count > 0 => "answered",
        _ => "unsolved",
    };

    /// <summary>What the checker says of an answer; null where the right one is not known.</summary>
    public ArcVerdict? Verdict(ArcCandidate answer) => Pair.Output is { } expected ? ArcChecker.Check(expected, answer.Grid) : null;

    /// <summary>The best answers to all tests of tasks.</summary>
    public static IEnumerable<ArcAnswer> Of(IReadOnlyList<ArcTask> tasks, ArcVote vote) =>
        from task in tasks
        from test in Enumerable.Range(0, task.Test.Count)
        let pair = task.Test[test]
        select new ArcAnswer(task.Id, test + 1, pair, vote.Top(task.Id, pair.Input, ArcSubmission.Attempts));
}
