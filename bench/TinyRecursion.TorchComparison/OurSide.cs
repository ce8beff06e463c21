using TinyRecursion.Execution.Float;
using TinyRecursion.Learning;
using TinyRecursion.Rules;
using TinyRecursion.Training.Gradients;

namespace TinyRecursion.TorchComparison;

/// <summary>TinyRecursion: one board per thread at a time, live candidates alone.</summary>
internal sealed class OurSide : ISide
{
    private readonly FloatWeights _weights;
    private readonly IReadOnlyList<CandidateBoard> _boards;
    private readonly float[][] _starts;
    private readonly ChoiceLoss[] _losses;
    private readonly SegmentGradient[] _segments;
    private readonly float[][] _gradients;

    /// <summary>Sets a batch up.</summary>
    /// <param name="options">The rule.</param>
    /// <param name="parameters">Its parameters.</param>
    /// <param name="boards">The batch.</param>
    /// <param name="start">The starting state of every candidate of every board.</param>
    /// <param name="maximumSteps">The most steps that a segment will have.</param>
    /// <param name="threads">Threads to use.</param>
    public OurSide(
        RelationalRuleOptions options, float[] parameters, IReadOnlyList<CandidateBoard> boards, float[] start,
        int maximumSteps, int threads)
    {
        _weights = new FloatWeights(RelationalRule.Create(options), parameters);
        _boards = boards;
        int width = options.StateWidth;
        _starts = boards.Select((board, b) =>
            board.SelectLive(start.AsSpan(b * CandidateBoard.Candidates * width), width)).ToArray();
        _losses = boards.Select(board => new ChoiceLoss(board.Problem.Topology.Groups("cell"), board.Labels)).ToArray();
        _segments = Enumerable.Range(0, threads).Select(_ => new SegmentGradient(_weights, maximumSteps)).ToArray();
        _gradients = _segments.Select(_ => new float[parameters.Length]).ToArray();
    }

    /// <inheritdoc/>
    public void Run(int steps, float[] gradient)
    {
        int next = -1;
        Parallel.For(0, _segments.Length, new ParallelOptions { MaxDegreeOfParallelism = _segments.Length }, thread =>
        {
            SegmentGradient segment = _segments[thread];
            Array.Clear(_gradients[thread]);
            for (int b = Interlocked.Increment(ref next); b < _boards.Count; b = Interlocked.Increment(ref next))
            {
                segment.Session.Bind(_boards[b].Problem);
                segment.Session.SetState(_starts[b]);
                segment.Run(steps, _losses[b], _gradients[thread]);
            }
        });

        Array.Clear(gradient);
        foreach (float[] part in _gradients)
        {
            for (int i = 0; i < part.Length; i++)
            {
                gradient[i] += part[i];
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (SegmentGradient segment in _segments)
        {
            segment.Dispose();
        }

        _weights.Dispose();
    }
}
