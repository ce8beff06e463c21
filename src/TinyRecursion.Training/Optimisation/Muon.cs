using TinyRecursion.Operations;
using TinyRecursion.Rules;

namespace TinyRecursion.Training.Optimisation;

/// <summary>
/// Muon (Jordan et al. 2024): the momentum of each matrix inside the rule is orthogonalised before it is applied, so
/// that a step moves every direction of the matrix alike, the rare ones too. Tables, biases and the readout are left
/// to <see cref="AdamW"/>. Step sizes are scaled as by Liu et al. (2025, arXiv 2502.16982), so that one learning rate
/// serves both. Deterministic; not safe for use by two threads at once.
/// </summary>
internal sealed class Muon : IOptimiser, IDisposable
{
    /// <summary>The root mean square of an entry's move, as a share of the learning rate; what Adam's usually is.</summary>
    private const float MoveSize = 0.2f;

    /// <summary>Decay of the running mean of gradients of matrices, in [0, 1).</summary>
    private const float Momentum = 0.95f;

    private readonly AdamW _rest;
    private readonly WeightShape[] _matrices;
    private readonly WeightShape[] _others;
    private readonly Orthogonaliser _orthogonaliser;
    private readonly float[] _direction;

    /// <summary>Creates an optimiser with empty moments.</summary>
    /// <param name="graph">The rule, which says what is a matrix.</param>
    /// <param name="weightDecay">Weight decay, relative to the learning rate.</param>
    /// <param name="untouched">A tensor that is left as it is, or null.</param>
    public Muon(RuleGraph graph, float weightDecay = 0.01f, WeightShape? untouched = null)
    {
        HashSet<int> inner = graph.Nodes
            .Where((_, i) => !graph.IsHead(i)).Select(node => node.Operation.WeightOf(WeightRole.Map)).OfType<int>().ToHashSet();
        _matrices = graph.Weights.Where((_, i) => inner.Contains(i)).ToArray();
        _others = graph.Weights.Where((weight, i) => !inner.Contains(i) && weight != untouched).ToArray();
        _rest = new AdamW(graph.ParameterCount) { WeightDecay = weightDecay };
        _direction = new float[_matrices.Length == 0 ? 0 : _matrices.Max(matrix => matrix.Count)];
        _orthogonaliser = new Orthogonaliser(_matrices);
    }

    public int Updates
    {
        get => _rest.Updates;
        set => _rest.Updates = value;
    }

    public float[] FirstMoment => _rest.FirstMoment;

    public float[] SecondMoment => _rest.SecondMoment;

    public void Update(Span<float> parameters, ReadOnlySpan<float> gradient, float learningRate)
    {
        _rest.Updates++;
        foreach (WeightShape weight in _others)
        {
            _rest.Update(parameters, gradient, learningRate, weight.Offset, weight.Count);
        }

        foreach (WeightShape matrix in _matrices)
        {
            Span<float> direction = _direction.AsSpan(0, matrix.Count);
            for (int i = 0; i < matrix.Count; i++)
            {
                float g = (1f - Momentum) * gradient[matrix.Offset + i];
                float m = FirstMoment[matrix.Offset + i] = (Momentum * FirstMoment[matrix.Offset + i]) + g;
                // Nesterov's look ahead.
                direction[i] = (Momentum * m) + g;
            }

            _orthogonaliser.Apply(direction, matrix.Rows, matrix.Columns);
            float keep = 1f - (learningRate * _rest.WeightDecay);
            float rate = learningRate * MoveSize * MathF.Sqrt(Math.Max(matrix.Rows, matrix.Columns));
            for (int i = 0; i < matrix.Count; i++)
            {
                parameters[matrix.Offset + i] = (keep * parameters[matrix.Offset + i]) - (rate * direction[i]);
            }
        }
    }

    /// <summary>Releases the working memory.</summary>
    public void Dispose() => _orthogonaliser.Dispose();
}
