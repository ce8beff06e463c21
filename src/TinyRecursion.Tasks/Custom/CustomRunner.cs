using TinyRecursion.Problems;
using TinyRecursion.Recursion;
using TinyRecursion.Rules;

namespace TinyRecursion.Tasks.Custom;

/// <summary>
/// Answers instances with a rule: from seeded random states, until the checker accepts the answer, where the instance says when
/// one is right, or else until the state stays where it is. Safe to share between threads.
/// </summary>
/// <param name="rule">The rule.</param>
/// <param name="shape">Its shape.</param>
public sealed class CustomRunner(IRule rule, CustomShape shape)
{
    /// <summary>Runs the rule.</summary>
    /// <param name="instance">An instance that the shape takes.</param>
    /// <param name="options">Steps and starts.</param>
    /// <param name="cancellation">Ends the run between steps.</param>
    /// <returns>The first answer that the checker accepts, or that of the last start.</returns>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public CustomResult Run(CustomInstance instance, CustomRunOptions options, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(instance);
        ArgumentNullException.ThrowIfNull(options);
        Problem problem = CustomEncoding.Encode(instance, shape);
        int[] classes = new int[instance.Cells];
        var halting = Halting.Any(
            Halting.Verified(IsRight), Halting.Converged(options.Tolerance), Halting.Steps(options.MaximumSteps));
        Outcome<RuleState> outcome = Restarts.Of(new Loop(rule, halting), rule, options.Starts, options.Seed)
            .Run(new RuleState(problem), trace: null, cancellation);
        CustomEncoding.Decode(instance, outcome.Answer!.Scores.Span, classes);
        return new CustomResult(
            instance, classes, CustomChecker.Check(instance, classes), outcome.Steps, outcome.TotalSteps, outcome.Part);

        bool IsRight(ReadOnlySpan<float> scores)
        {
            if (instance.Distinct.Length == 0)
            {
                return false;
            }

            CustomEncoding.Decode(instance, scores, classes);
            return CustomChecker.Check(instance, classes).IsRight;
        }
    }
}
