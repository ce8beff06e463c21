using TinyRecursion.Models;
using TinyRecursion.Problems;
using TinyRecursion.Rules;

namespace TinyRecursion.Tasks.Common;

/// <summary>Makes sure that a model's rule fits a task before anything is run, so that a wrong model is told from a wrong instance.</summary>
internal static class RuleFit
{
    /// <summary>Refuses a rule that does not fit.</summary>
    /// <param name="model">The model.</param>
    /// <param name="rule">What it opened.</param>
    /// <param name="name">The model's name for the message.</param>
    /// <param name="what">What the rule reads out, such as <c>Sudokus</c> and <c>a candidate</c>.</param>
    /// <param name="logits">The logits that it must read out of each cell.</param>
    /// <param name="smallest">Any instance: it has the relations and features that every instance has.</param>
    /// <exception cref="ModelFormatException">It does not fit.</exception>
    public static void Require(Model model, IRule rule, string name, (string Instances, string Cell) what, int logits, Problem smallest)
    {
        if (model.Graph.ReadoutWidth != logits)
        {
            throw new ModelFormatException(
                name, $"does not fit {what.Instances}: it reads out {model.Graph.ReadoutWidth} logits {what.Cell}, expected {logits}");
        }

        try
        {
            using IRuleSession session = rule.Open();
            session.Bind(smallest);
        }
        catch (ArgumentException error)
        {
            throw new ModelFormatException(name, $"does not fit {what.Instances}: {error.Message}");
        }
    }
}
