using TinyRecursion.Operations;
using TinyRecursion.Rules;
using TorchSharp;
using static TorchSharp.torch;

namespace TinyRecursion.TorchComparison;

/// <summary>
/// The relational rule (<see cref="RelationalRule"/>) once more, in TorchSharp, the way one writes it for an eager
/// library: what does not depend on the state is computed once, sums are in place where autograd allows it.
/// </summary>
internal sealed class TorchRelationalRule : IDisposable
{
    private readonly RelationalRuleOptions _options;
    private readonly RuleGraph _graph;
    private readonly Dictionary<string, Tensor> _weights = [];

    /// <summary>Copies parameters into tensors.</summary>
    /// <param name="options">The rule.</param>
    /// <param name="parameters">The flat parameter vector of <see cref="RelationalRule.Create"/>.</param>
    public TorchRelationalRule(RelationalRuleOptions options, float[] parameters)
    {
        _options = options;
        _graph = RelationalRule.Create(options);
        foreach (WeightShape shape in _graph.Weights)
        {
            float[] values = parameters.AsSpan(shape.Offset, shape.Count).ToArray();
            _weights[shape.Name] = tensor(values, [shape.Rows, shape.Columns]).requires_grad_();
        }
    }

    /// <summary>Runs a segment and differentiates its loss with respect to all weights, through all steps.</summary>
    /// <param name="relations">The problem or problems.</param>
    /// <param name="start">The starting state, cells × state width.</param>
    /// <param name="steps">At least one.</param>
    /// <param name="gradient">Receives the flat gradient.</param>
    /// <returns>The loss.</returns>
    public float Run(TorchRelations relations, Tensor start, int steps, Span<float> gradient)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor embedded = Embed(relations.Features);
        Tensor state = start;
        for (int step = 0; step < steps; step++)
        {
            state = Step(relations, embedded, state);
        }

        Tensor loss = relations.Loss(matmul(state, _weights["readout.weight"]).squeeze(-1));
        IList<Tensor> gradients = autograd.grad([loss], _graph.Weights.Select(shape => _weights[shape.Name]).ToList());
        for (int i = 0; i < gradients.Count; i++)
        {
            WeightShape shape = _graph.Weights[i];
            gradients[i].contiguous().data<float>().CopyTo(gradient.Slice(shape.Offset, shape.Count));
        }

        return loss.item<float>();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (Tensor weight in _weights.Values)
        {
            weight.Dispose();
        }
    }

    private Tensor Embed(IReadOnlyList<Tensor> features)
    {
        Tensor? sum = null;
        for (int column = 0; column < features.Count; column++)
        {
            // As a product: the gradient of a lookup adds up row after row, one small call each.
            Tensor chosen = nn.functional.one_hot(features[column], _options.FeatureRows).to(ScalarType.Float32);
            Tensor term = matmul(chosen, _weights["embed." + _options.FeatureTables[column]]);
            sum = sum is null ? term : sum.add_(term);
        }

        return sum!;
    }

    /// <summary>One step. Each has its own scope: autograd holds what it needs, the rest is freed at once.</summary>
    private Tensor Step(TorchRelations relations, Tensor embedded, Tensor state)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor u = RmsNorm(state + embedded);
        Tensor message = addmm(_weights["message.bias"], u, _weights["message.weight"], 1f, 1f).relu_();
        Tensor update = addmm(_weights["update.bias"], u, _weights["update.weight"], 1f, 1f);
        relations.Hear(update, message, name => _weights[name]);
        Tensor next = RmsNorm(addmm(state, nn.functional.silu(update), _weights["output.weight"], 1f, 1f));
        return next.MoveToOuterDisposeScope();
    }

    private static Tensor RmsNorm(Tensor x) =>
        x * x.square().mean([-1], keepdim: true).add_(Operation.RmsNorm.DefaultEpsilon).rsqrt_();
}
