using TinyRecursion.Execution.Float;
using TinyRecursion.Execution.Integer;
using TinyRecursion.Recursion;
using TinyRecursion.Rules;

namespace TinyRecursion.Models;

/// <summary>A model ready to run: its rule in integers or in floating point, in the nested cycles that it was trained in if there are any.</summary>
public sealed class ModelRule : IRule, IDisposable
{
    private readonly NeuralRule? _inner;
    private readonly IRule _rule;

    internal ModelRule(Model model)
    {
        if (model.Quantised is { } quantised)
        {
            _rule = new IntegerRule(model.Graph, quantised, model.Witness);
            return;
        }

        _inner = new NeuralRule(model.Graph, model.Parameters.Span);
        _rule = model.Cycles is { } cycles ? new NestedCycles(_inner, cycles) : _inner;
    }

    /// <inheritdoc/>
    public int StateWidth => _rule.StateWidth;

    /// <inheritdoc/>
    public IRuleSession Open() => _rule.Open();

    /// <summary>Releases the weights; sessions that are still open refuse to run from then on.</summary>
    public void Dispose() => _inner?.Dispose();
}
