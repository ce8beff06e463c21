using TinyRecursion.Execution.Finite;
using TinyRecursion.Models;
using TinyRecursion.Rules;

namespace TinyRecursion.Assurance.Receipts;

/// <summary>The rule of a subject, for taking single steps.</summary>
internal sealed class StepRule : IDisposable
{
    private readonly ModelRule? _opened;

    /// <summary>Opens the rule.</summary>
    /// <param name="subject">The subject.</param>
    /// <exception cref="ReceiptException">It has no rule whose steps can be taken one by one.</exception>
    public StepRule(ReceiptSubject subject)
    {
        if (subject.Model is not { } model)
        {
            throw new ReceiptException("plain code has no model whose steps can be taken one by one: replay it with 'trm audit full'");
        }

        _opened = model.Open();
        if (FiniteRules.SnapOf(model.Graph) is not null && subject.Task.FeatureKinds is { } kinds)
        {
            using (_opened)
            {
                Rule = FiniteMachine.Tabulate(model.Graph, _opened, kinds, Environment.ProcessorCount);
            }

            _opened = null;
        }
        else if (model.Quantised is { } quantised)
        {
            (Rule, Unit) = (_opened, MathF.ScaleB(1f, -quantised.Exponents[model.Graph.NextState]));
        }
        else
        {
            _opened.Dispose();
            throw new ReceiptException(RunEvents.InFloats(subject.FloatName));
        }
    }

    /// <summary>The rule.</summary>
    public IRule Rule { get; }

    /// <summary>What one of the integers of its state stands for; 1 for a table.</summary>
    public float Unit { get; } = 1;

    /// <inheritdoc/>
    public void Dispose() => _opened?.Dispose();
}
