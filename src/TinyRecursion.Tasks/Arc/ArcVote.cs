namespace TinyRecursion.Tasks.Arc;

/// <summary>
/// Collects the answers to one test over the augmentations of its task, as the published evaluator does: an answer given
/// more often goes first, then one with the higher mean confidence, then the one that came first. For use by one thread at a time.
/// </summary>
internal sealed class ArcVote
{
    private readonly Dictionary<ArcGrid, (int Order, int Votes, double Confidence)> _answers = [];

    /// <summary>Adds an answer, turned back to the test as it is.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="confidence">The model's confidence, such as the sigmoid of its halting logit. A number.</param>
    public void Add(ArcGrid answer, double confidence)
    {
        if (double.IsNaN(confidence))
        {
            throw new ArgumentException("The confidence is no number.", nameof(confidence));
        }

        (int order, int votes, double sum) = _answers.GetValueOrDefault(answer, (_answers.Count, 0, 0));
        _answers[answer] = (order, votes + 1, sum + confidence);
    }

    /// <summary>All different answers, the best first; none where none was given.</summary>
    public IReadOnlyList<ArcCandidate> Ranked() =>
    [
        .. _answers
            .OrderByDescending(answer => answer.Value.Votes)
            .ThenByDescending(answer => answer.Value.Confidence / answer.Value.Votes)
            .ThenBy(answer => answer.Value.Order)
            .Select(answer => new ArcCandidate(answer.Key, answer.Value.Votes, answer.Value.Confidence / answer.Value.Votes)),
    ];
}
