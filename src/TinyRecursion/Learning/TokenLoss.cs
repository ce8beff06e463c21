namespace TinyRecursion.Learning;

/// <summary>
/// Cross-entropy over one token a cell with stablemax in place of softmax (Prieto et al. 2025, arXiv 2501.04697), in
/// double precision, averaged over the cells that have a label. The loss of tiny recursive models (arXiv 2510.04871).
/// </summary>
/// <remarks>
/// Stablemax is <c>s(x) / Σ s(x)</c> with <c>s(x) = x + 1</c> from zero on and <c>1 / (1 - x)</c> below, which neither
/// overflows nor saturates.
/// </remarks>
public sealed class TokenLoss : ILogitLoss
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
    /// <remarks>Of several equal logits the first counts as on top.</remarks>
    public int Correct { get; private set; }

    /// <summary>The loss of the last evaluation, unrounded.</summary>
    public double Value { get; private set; }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The logits are of another number of cells, or a label has no score.</exception>
    public float Evaluate(ReadOnlySpan<float> logits, Span<float> gradient)
    {
        int cells = _prefix + _labels.Length, classes = logits.Length / Math.Max(1, cells);
        if (logits.Length != cells * classes)
        {
            throw new ArgumentException($"{logits.Length} logits for {cells} cells.", nameof(logits));
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
                AddCell(logits.Slice(at, classes), _labels[i], gradient.Slice(at, classes), share);
            }
        }

        Value *= share;
        return (float)Value;
    }

    private void AddCell(ReadOnlySpan<float> logits, int label, Span<float> gradient, double share)
    {
        if ((uint)label >= (uint)logits.Length)
        {
            throw new ArgumentException($"Label {label}, but there are {logits.Length} logits.");
        }

        double sum = 0;
        int top = 0;
        for (int j = 0; j < logits.Length; j++)
        {
            double x = logits[j];
            _mapped[j] = x < 0 ? 1 / (1 - x) : x + 1;
            sum += _mapped[j];
            top = logits[j] > logits[top] ? j : top;
        }

        Value -= Math.Log(_mapped[label] / sum);
        Correct += top == label ? 1 : 0;
        for (int j = 0; j < logits.Length; j++)
        {
            double slope = logits[j] < 0 ? _mapped[j] * _mapped[j] : 1;
            double outer = (1 / sum) - (j == label ? 1 / _mapped[j] : 0);
            gradient[j] += (float)(share * slope * outer);
        }
    }
}
