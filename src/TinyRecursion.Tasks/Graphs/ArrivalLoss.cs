using TinyRecursion.Learning;

namespace TinyRecursion.Tasks.Graphs;

/// <summary>
/// The loss of telling whether each cell has been reached: two classes a cell, of which the second is right from the step on at which the cell is to
/// be reached. A rule that learns it answers by the time at which it reads a cell out as reached, which has no bound, from a state that has.
/// </summary>
/// <param name="arrivals">For each cell the step after which it is reached; <see cref="int.MaxValue"/> for never.</param>
internal sealed class ArrivalLoss(int[] arrivals) : ILogitLoss
{
    private readonly int[] _arrivals = arrivals ?? throw new ArgumentNullException(nameof(arrivals));
    private readonly int[] _labels = new int[arrivals.Length];
    private TokenLoss? _loss;

    public int Count => _arrivals.Length;

    public int Correct => _loss?.Correct ?? 0;

    /// <remarks>As at the end, when every cell that can be reached is.</remarks>
    public float Evaluate(ReadOnlySpan<float> logits, Span<float> gradient) => EvaluateAt(int.MaxValue - 1, logits, gradient);

    public float EvaluateAt(int step, ReadOnlySpan<float> logits, Span<float> gradient)
    {
        for (int cell = 0; cell < _labels.Length; cell++)
        {
            _labels[cell] = _arrivals[cell] <= step ? 1 : 0;
        }

        _loss ??= new TokenLoss(0, _labels);
        return _loss.Evaluate(logits, gradient);
    }
}
