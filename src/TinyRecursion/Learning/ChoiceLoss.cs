using TinyRecursion.Problems;

namespace TinyRecursion.Learning;

/// <summary>
/// Softmax cross-entropy of choosing one member of each group of a relation (such as one candidate of each board
/// cell), averaged over the groups. For rules whose readout has width one.
/// </summary>
internal sealed class ChoiceLoss : ILogitLoss
{
    private readonly GroupRelation _choices;
    private readonly int[] _labels;

    /// <summary>Creates the loss.</summary>
    /// <param name="choices">The groups to choose from.</param>
    /// <param name="labels">For each group the index, among its members, of the true one.</param>
    /// <exception cref="ArgumentException">A label is missing or lies outside its group.</exception>
    public ChoiceLoss(GroupRelation choices, int[] labels)
    {
        if (labels.Length != choices.GroupCount)
        {
            throw new ArgumentException($"{labels.Length} labels for {choices.GroupCount} groups.", nameof(labels));
        }

        for (int group = 0; group < labels.Length; group++)
        {
            if ((uint)labels[group] >= (uint)choices.MembersOf(group).Length)
            {
                throw new ArgumentException($"Label {labels[group]} lies outside group {group}.", nameof(labels));
            }
        }

        _choices = choices;
        _labels = labels;
    }

    /// <remarks>The true member must be on top alone.</remarks>
    public int Correct { get; private set; }

    public int Count => _labels.Length;

    public float Evaluate(ReadOnlySpan<float> logits, Span<float> gradient)
    {
        double loss = 0;
        Correct = 0;
        float share = 1f / Math.Max(1, _labels.Length);
        for (int group = 0; group < _labels.Length; group++)
        {
            ReadOnlySpan<int> members = _choices.MembersOf(group);
            float top = float.NegativeInfinity, rival = float.NegativeInfinity;
            float truth = logits[members[_labels[group]]];
            for (int i = 0; i < members.Length; i++)
            {
                top = MathF.Max(top, logits[members[i]]);
                rival = i == _labels[group] ? rival : MathF.Max(rival, logits[members[i]]);
            }

            float total = 0f;
            foreach (int member in members)
            {
                total += MathF.Exp(logits[member] - top);
            }

            loss += MathF.Log(total) - (truth - top);
            Correct += truth > rival ? 1 : 0;
            for (int i = 0; i < members.Length; i++)
            {
                float probability = MathF.Exp(logits[members[i]] - top) / total;
                gradient[members[i]] += share * (probability - (i == _labels[group] ? 1f : 0f));
            }
        }

        return (float)(loss * share);
    }
}
