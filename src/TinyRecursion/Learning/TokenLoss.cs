namespace TinyRecursion.Learning;

/// <summary>
/// Cross-entropy over one token a cell with stablemax in place of softmax (Prieto et al. 2025, arXiv 2501.04697), in
/// double precision, averaged over the cells that have a label. The loss of tiny recursive models (arXiv 2510.04871).
/// </summary>
/// <remarks>
/// Stablemax is <c>s(x) / Σ s(x)</c> with <c>s(x) = x + 1</c> from zero on and <c>1 / (1 - x)</c> below, which neither
/// overflows nor saturates.
/// </remarks>
public sealed class TokenLoss : IScoreLoss
{
    /// <summary>The label of a cell that is not scored, as PyTorch has it.</summary>
    public const int Ignored = -100;

    private readonly int[] _labels;
    private readonly int _prefix;
    private double[] _mapped = [];

    /// <summary>Creates the loss.</summary>
    /// <param name="prefix">Cells in front that have no label, such as puzzle slots.</param>
    /// <param name="labels">The token of each further cell, or <see cref="Ignored"/>.</param>
    public TokenLoss(int prefix, int[] labels)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(prefix);
        ArgumentNullException.ThrowIfNull(labels);
        _prefix = prefix;
        _labels = labels;
        Count = labels.Count(label => label != Ignored);
    }

    /// <inheritdoc/>
    public int Count { get; }

    /// <inheritdoc/>
    /// <remarks>Of several equal scores the first counts as on top.</remarks>
    public int Correct { get; private set; }

    /// <summary>The loss of the last evaluation, unrounded.</summary>
    public double Value { get; private set; }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The scores are of another number of cells, or a label has no score.</exception>
    public float Evaluate(ReadOnlySpan<float> scores, Span<float> gradient)
    {
        int cells = _prefix + _labels.Length, classes = scores.Length / Math.Max(1, cells);
        if (scores.Length != cells * classes)
        {
            throw new ArgumentException($"{scores.Length} scores for {cells} cells.", nameof(scores));
        }

        if (_mapped.Length < classes)
        {
            _mapped = new double[classes];
        }

        (Value, Correct) = (0, 0);
        double share = 1.0 / Math.Max(1, Count);
        for (int i = 0; i < _labels.Length; i++)
        {
            if (_labels[i] != Ignored)
            {
                int at = (_prefix + i) * classes;
                AddCell(scores.Slice(at, classes), _labels[i], gradient.Slice(at, classes), share);
            }
        }

        Value *= share;
        return (float)Value;
    }

    private void AddCell(ReadOnlySpan<float> scores, int label, Span<float> gradient, double share)
    {
        if ((uint)label >= (uint)scores.Length)
        {
            throw new ArgumentException($"Label {label}, but there are {scores.Length} scores.");
        }

        double sum = 0;
        int top = 0;
        for (int j = 0; j < scores.Length; j++)
        {
            double x = scores[j];
            _mapped[j] = x < 0 ? 1 / (1 - x) : x + 1;
            sum += _mapped[j];
            top = scores[j] > scores[top] ? j : top;
        }

        Value -= Math.Log(_mapped[label] / sum);
        Correct += top == label ? 1 : 0;
        for (int j = 0; j < scores.Length; j++)
        {
            double slope = scores[j] < 0 ? _mapped[j] * _mapped[j] : 1;
            double outer = (1 / sum) - (j == label ? 1 / _mapped[j] : 0);
            gradient[j] += (float)(share * slope * outer);
        }
    }
}
