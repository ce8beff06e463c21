using System.Security.Cryptography;
using System.Text;
using TinyRecursion.Tasks.Sequences;

namespace TinyRecursion.Tasks.Arc;

/// <summary>
/// Examples to train on and to test, put together as the published builder does: every task and each augmentation of it
/// is a puzzle with an embedding of its own, counted from 1 (0 is blank); all pairs of the training tasks and the pairs
/// shown in the evaluation tasks are trained on, the tests of the evaluation tasks never. Immutable; safe to share
/// between threads.
/// </summary>
/// <remarks>
/// Two tasks of one name, such as one and its RE-ARC pairs, are drawn apart, but share the embedding of an augmentation
/// that both have.
/// </remarks>
internal sealed class ArcDataset
{
    private readonly Group[] _groups;
    private readonly List<(string Id, ArcAugmentation Augmentation)> _puzzles = [("<blank>", ArcAugmentation.Identity)];
    private readonly Dictionary<(string Id, ArcAugmentation Augmentation), int> _index = [];

    /// <summary>Puts a data set together.</summary>
    /// <param name="training">Tasks of which the tests are trained on too.</param>
    /// <param name="evaluation">Tasks of which only the pairs shown are trained on. None has the name of a training task.</param>
    /// <param name="augmentations">Augmentations of each task, from 0; the published results use 1000.</param>
    /// <param name="seed">Chooses the augmentations.</param>
    /// <exception cref="ArgumentException">
    /// There is no task, one is in both lists or augmented already, or a training task has a test without output.
    /// </exception>
    public ArcDataset(IReadOnlyList<ArcTask> training, IReadOnlyList<ArcTask> evaluation, int augmentations, ulong seed)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(augmentations);
        if (training.Count + evaluation.Count == 0)
        {
            throw new ArgumentException("There is no task.", nameof(training));
        }

        if (training.SelectMany(task => task.Test, (task, pair) => (task, pair)).FirstOrDefault(test => test.pair.Output is null).task is { } open)
        {
            throw new ArgumentException($"Task {open.Id} is to be trained on, and has a test without output.", nameof(training));
        }

        HashSet<string> trained = [.. training.Select(task => task.Id)];
        if (evaluation.FirstOrDefault(task => trained.Contains(task.Id)) is { } both)
        {
            throw new ArgumentException($"Task {both.Id} is in both lists; its tests would be trained on.", nameof(evaluation));
        }

        if (training.Concat(evaluation).FirstOrDefault(task => task.Id.Contains(ArcAugmentation.Separator, StringComparison.Ordinal)) is { } augmented)
        {
            throw new ArgumentException($"Task {augmented.Id} is augmented already.", nameof(training));
        }

        TrainingTasks = [.. training];
        EvaluationTasks = [.. evaluation];
        // A task's draws depend on nothing else, so they are made side by side; embeddings are counted in order.
        (ArcTask Task, ArcAugmentation[] Augmentations)[] drawn = [.. training.Concat(evaluation).AsParallel().AsOrdered()
            .Select(task => (task, (ArcAugmentation[])[ArcAugmentation.Identity, .. Augmentations.Draw(task, augmentations, seed)]))];
        _groups = new Group[drawn.Length];
        for (int i = 0; i < drawn.Length; i++)
        {
            (ArcTask task, ArcAugmentation[] group) = drawn[i];
            ArcPair[] examples = i < training.Count ? [.. task.Train, .. task.Test] : [.. task.Train];
            _groups[i] = new Group(task, i >= training.Count, examples, group, Array.ConvertAll(group, augmentation => Count(task.Id, augmentation)));
        }

        Identity = $"arc {training.Count}+{evaluation.Count} tasks, {_puzzles.Count} puzzles, seed {seed}, sha256 {Digest()}";
    }

    /// <summary>The tasks of which all pairs are trained on.</summary>
    public IReadOnlyList<ArcTask> TrainingTasks { get; }

    /// <summary>The tasks of which the tests are kept to test.</summary>
    public IReadOnlyList<ArcTask> EvaluationTasks { get; }

    /// <summary>The number of puzzle embeddings, the blank one among them.</summary>
    public int PuzzleCount => _puzzles.Count;

    /// <summary>The numbers of tasks, puzzles and the seed, and a SHA-256 digest of all pairs and augmentations, in order.</summary>
    public string Identity { get; }

    /// <summary>The name of a puzzle, as <see cref="ArcAugmentation.Name"/> spells it; <c>&lt;blank&gt;</c> for 0.</summary>
    /// <param name="puzzle">The index of its embedding.</param>
    public string NameOf(int puzzle) => _puzzles[puzzle].Augmentation.Name(_puzzles[puzzle].Id);

    /// <summary>The embedding of a puzzle.</summary>
    /// <param name="name">Its name, as <see cref="ArcAugmentation.Name"/> spells it.</param>
    /// <returns>Its index; 0 where there is no such puzzle.</returns>
    /// <exception cref="FormatException">The name cannot be read.</exception>
    public int PuzzleOf(string name) => _index.GetValueOrDefault(ArcAugmentation.Parse(name));

    /// <summary>
    /// Draws an example to train on, each uniformly: a task, one of its augmentations, a pair, an offset. As in the
    /// published data, one pair in as many as the task has stays in the corner.
    /// </summary>
    /// <param name="random">Decides alone; moves on.</param>
    internal TokenExample Example(ref SeededRandom random)
    {
        Group group = _groups[random.NextInt32(_groups.Length)];
        int variant = random.NextInt32(group.Augmentations.Length);
        ArcPair pair = group.Augmentations[variant].Apply(group.Examples[random.NextInt32(group.Examples.Length)]);
        bool still = random.NextInt32(group.Examples.Length) == 0;
        return ArcEncoding.Encode(pair, still ? default : ArcEncoding.DrawOffset(pair, ref random), group.Puzzles[variant]);
    }

    /// <summary>The examples of one test of an evaluation task in each augmentation of the task, the identity first, in the corner.</summary>
    /// <param name="task">The task's name.</param>
    /// <param name="test">The test, from 0.</param>
    /// <returns>The augmentations, and the examples, where nothing is scored if the output is not known; none for another task.</returns>
    internal IEnumerable<(ArcAugmentation Augmentation, TokenExample Example)> TestExamples(string task, int test) =>
        from @group in _groups
        where @group.IsEvaluated && @group.Task.Id == task
        from variant in Enumerable.Range(0, @group.Augmentations.Length)
        let augmentation = @group.Augmentations[variant]
        select (augmentation, ArcEncoding.Encode(augmentation.Apply(@group.Task.Test[test]), default, @group.Puzzles[variant]));

    private int Count(string id, ArcAugmentation augmentation)
    {
        if (!_index.TryGetValue((id, augmentation), out int puzzle))
        {
            puzzle = _puzzles.Count;
            _index.Add((id, augmentation), puzzle);
            _puzzles.Add((id, augmentation));
        }

        return puzzle;
    }

    private string Digest()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (Group group in _groups)
        {
            Append($"{group.Task.Id}\n{group.IsEvaluated} {group.Task.Train.Count} {group.Task.Test.Count}\n");
            foreach (ArcPair pair in group.Task.Train.Concat(group.Task.Test))
            {
                hash.AppendData(ArcDigest.OfPair(pair));
            }

            foreach (ArcAugmentation augmentation in group.Augmentations)
            {
                hash.AppendData([(byte)augmentation.Symmetry, .. augmentation.Colours]);
            }
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());

        void Append(string text) => hash.AppendData(Encoding.UTF8.GetBytes(text));
    }

    /// <summary>A task with its augmentations, the identity first.</summary>
    private sealed record Group(ArcTask Task, bool IsEvaluated, ArcPair[] Examples, ArcAugmentation[] Augmentations, int[] Puzzles);
}
