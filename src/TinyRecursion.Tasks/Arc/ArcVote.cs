namespace TinyRecursion.Tasks.Arc;

/// <summary>
/// Collects the answers to each test input over the augmentations of its task, as the published evaluator does: an
/// answer given more often goes first, then one with the higher mean confidence, then the one that came first. For use
/// by one thread at a time.
/// </summary>
public sealed class ArcVote
{
    private readonly Dictionary<(string Task, ArcGrid Input), Dictionary<ArcGrid, (int Order, int Votes, double Confidence)>> _answers = [];

    /// <summary>Adds an answer to the input of a task that is not augmented.</summary>
    /// <param name="task">The task's name.</param>
    /// <param name="input">The test input.</param>
    /// <param name="answer">The answer.</param>
    /// <param name="confidence">How sure the model is, such as the sigmoid of its halting score. A number.</param>
    public void Add(string task, ArcGrid input, ArcGrid answer, double confidence)
    {
        ArgumentNullException.ThrowIfNull(task);
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(answer);
        if (double.IsNaN(confidence))
        {
            throw new ArgumentException("The confidence is no number.", nameof(confidence));
        }

        if (!_answers.TryGetValue((task, input), out Dictionary<ArcGrid, (int Order, int Votes, double Confidence)>? answers))
        {
            _answers.Add((task, input), answers = []);
        }

        (int order, int votes, double sum) = answers.GetValueOrDefault(answer, (answers.Count, 0, 0));
        answers[answer] = (order, votes + 1, sum + confidence);
    }

    /// <summary>Adds an answer to an augmented input: both are turned back first.</summary>
    /// <param name="name">The augmented task's name, as <see cref="ArcAugmentation.Name"/> spells it.</param>
    /// <param name="input">The augmented test input.</param>
    /// <param name="answer">The answer to it.</param>
    /// <param name="confidence">How sure the model is.</param>
    /// <exception cref="FormatException">The name cannot be read.</exception>
    public void AddAugmented(string name, ArcGrid input, ArcGrid answer, double confidence)
    {
        (string id, ArcAugmentation augmentation) = ArcAugmentation.Parse(name);
        Add(id, augmentation.Invert(input), augmentation.Invert(answer), confidence);
    }

    /// <summary>The answers to a test input, the best first.</summary>
    /// <param name="task">The task's name.</param>
    /// <param name="input">The test input.</param>
    /// <param name="count">At most this many.</param>
    /// <returns>Fewer where fewer different answers were given; none where none was.</returns>
    public IReadOnlyList<ArcCandidate> Top(string task, ArcGrid input, int count)
    {
        ArgumentNullException.ThrowIfNull(task);
        ArgumentNullException.ThrowIfNull(input);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        return _answers.TryGetValue((task, input), out Dictionary<ArcGrid, (int Order, int Votes, double Confidence)>? answers)
            ? answers
                .OrderByDescending(answer => answer.Value.Votes)
                .ThenByDescending(answer => answer.Value.Confidence / answer.Value.Votes)
                .ThenBy(answer => answer.Value.Order)
                .Take(count)
                .Select(answer => new ArcCandidate(answer.Key, answer.Value.Votes, answer.Value.Confidence / answer.Value.Votes))
                .ToList()
            : [];
    }
}
