using TinyRecursion.Models;
using TinyRecursion.Tasks.Satisfiability;

namespace TinyRecursion.Run;

/// <summary>Satisfies formulas.</summary>
internal static class SatisfiabilityAnswers
{
    /// <inheritdoc cref="Answers.Of"/>
    public static IEnumerable<Answer> Of(Model model, RunArguments arguments, TextReader reader, string name)
    {
        using ModelRule rule = model.Open();
        SatisfiabilityRunner.RequireFit(model, rule, arguments.Model);
        using var runner = new SatisfiabilityRunner(rule);
        var options = new SatisfiabilityRunOptions();
        options = options with { MaximumSteps = arguments.Steps ?? options.MaximumSteps };
        foreach (CnfInstance instance in SatisfiabilityFile.Read(reader, name))
        {
            var answer = new SatisfiabilityAnswer(instance, runner.Run(instance.Formula, options));
            yield return new Answer(SatisfiabilityText.Of(answer), answer.IsDecided);
        }
    }
}
