namespace TinyRecursion.Training.Gradients;

/// <summary>
/// Logistic loss of marking each cell or not, averaged over the cells that have a label. For rules whose readout has width
/// one: a cell is marked where its score is above zero.
/// </summary>
/// <param name="labels">For each cell 1 to be marked, 0 not to be, or <see cref="TokenLoss.Ignored"/>.</param>
public sealed class MarkLoss(int[] labels) : IScoreLoss
{
    private readonly int[] _labels = Checked(labels);

    /// <inheritdoc/>
    public int Count { get; } = labels.Count(label => label != TokenLoss.Ignored);

    /// <inheritdoc/>
    public int Correct { get; private set; }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The scores are of another number of cells.</exception>
    public float Evaluate(ReadOnlySpan<float> scores, Span<float> gradient)
    {
        if (scores.Length != _labels.Length)
        {
            throw new ArgumentException($"{scores.Length} scores for {_labels.Length} cells.", nameof(scores));
        }

        double loss = 0;
        Correct = 0;
        float share = 1f / Math.Max(1, Count);
        for (int cell = 0; cell < _labels.Length; cell++)
        {
            if (_labels[cell] != TokenLoss.Ignored)
            {
                float score = scores[cell];
                bool marked = _labels[cell] == 1;
                Correct += score > 0f == marked ? 1 : 0;
                loss += Softplus(marked ? -score : score);
                gradient[cell] += share * ((1f / (1f + MathF.Exp(-score))) - (marked ? 1f : 0f));
            }
        }

        return (float)(loss * share);
    }

    /// <summary><c>log(1 + e^x)</c>, which for large x is x to the last bit.</summary>
    private static double Softplus(float x) => x > 20f ? x : Math.Log(1 + Math.Exp(x));

    private static int[] Checked(int[] labels)
    {
        ArgumentNullException.ThrowIfNull(labels);
        int at = Array.FindIndex(labels, label => label is not (0 or 1 or TokenLoss.Ignored));
        return at < 0 ? labels : throw new ArgumentException($"Label {labels[at]} of cell {at} is neither 0 nor 1.", nameof(labels));
    }
}
