using TinyRecursion.Learning;

namespace TinyRecursion.Tasks.Maze;

/// <summary>
/// Labels of which each is asked for from a step on, since it cannot be known earlier: one mark a cell, the first score, and one
/// of several classes, the other logits. The sum of the logistic loss of the marks and the softmax cross-entropy of the
/// classes, each averaged over all cells.
/// </summary>
internal sealed class DueLoss : ILogitLoss
{
    private readonly DueLabel[] _marks;
    private readonly DueLabel[] _classes;

    /// <summary>Creates the loss.</summary>
    /// <param name="marks">For each cell 1 to be marked, 0 not to be; a cell is marked where its first score is above zero.</param>
    /// <param name="classes">For each cell the class, from 0.</param>
    /// <exception cref="ArgumentException">They are of different numbers of cells.</exception>
    public DueLoss(DueLabel[] marks, DueLabel[] classes)
    {
        if (marks.Length != classes.Length)
        {
            throw new ArgumentException($"{classes.Length} classes for {marks.Length} cells.", nameof(classes));
        }

        (_marks, _classes) = (marks, classes);
        Count = marks.Count(mark => mark.From != DueLabel.Never);
    }

    /// <remarks>The marks alone: they are the answer.</remarks>
    public int Count { get; }

    public int Correct { get; private set; }

    /// <remarks>As at the end, when all labels are due.</remarks>
    /// <exception cref="ArgumentException">The logits are of another number of cells, or a label has no score.</exception>
    public float Evaluate(ReadOnlySpan<float> logits, Span<float> gradient) => EvaluateAt(DueLabel.Never - 1, logits, gradient);

    public float EvaluateAt(int step, ReadOnlySpan<float> logits, Span<float> gradient)
    {
        int width = logits.Length / Math.Max(1, _marks.Length);
        if (logits.Length != _marks.Length * width || width < 2)
        {
            throw new ArgumentException($"{logits.Length} logits for {_marks.Length} cells.", nameof(logits));
        }

        double loss = 0;
        Correct = 0;
        float share = 1f / Math.Max(1, _marks.Length);
        for (int cell = 0; cell < _marks.Length; cell++)
        {
            int at = cell * width;
            if (_marks[cell].From <= step)
            {
                bool marked = _marks[cell].Label == 1;
                float score = marked ? logits[at] : -logits[at];
                Correct += score > 0f || (!marked && score == 0f) ? 1 : 0;
                loss += score < -20f ? -score : Math.Log(1 + Math.Exp(-score));
                gradient[at] += share * (marked ? -1f : 1f) / (1f + MathF.Exp(score));
            }

            if (_classes[cell].From <= step)
            {
                loss += AddClass(logits.Slice(at + 1, width - 1), _classes[cell].Label, gradient.Slice(at + 1, width - 1), share);
            }
        }

        return (float)(loss * share);
    }

    private static double AddClass(ReadOnlySpan<float> logits, int label, Span<float> gradient, float share)
    {
        if ((uint)label >= (uint)logits.Length)
        {
            throw new ArgumentException($"Label {label}, but there are {logits.Length} classes.");
        }

        float top = float.NegativeInfinity, total = 0f;
        foreach (float score in logits)
        {
            top = MathF.Max(top, score);
        }

        foreach (float score in logits)
        {
            total += MathF.Exp(score - top);
        }

        for (int j = 0; j < logits.Length; j++)
        {
            gradient[j] += share * ((MathF.Exp(logits[j] - top) / total) - (j == label ? 1f : 0f));
        }

        return Math.Log(total) - (logits[label] - top);
    }
}
