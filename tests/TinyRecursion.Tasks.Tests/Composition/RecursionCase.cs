using TinyRecursion.Recursion;

namespace TinyRecursion.Tasks.Tests.Composition;

/// <summary>A recursion with a small problem, whatever their types are.</summary>
/// <param name="Name">What the recursion is, for messages.</param>
/// <param name="Implementation">The recursion's type, as a generic definition where it is generic.</param>
/// <param name="Run">Runs it; the answer comes as text, so that answers of any type can be compared.</param>
internal sealed record RecursionCase(string Name, Type Implementation, Func<ITrace?, CancellationToken, Outcome<string>> Run)
{
    /// <summary>Makes a case.</summary>
    /// <param name="recursion">The recursion; on the problem it takes three steps or more.</param>
    /// <param name="problem">The problem.</param>
    /// <param name="text">Everything that an answer holds.</param>
    /// <param name="name">What sets it apart from other cases of the same type.</param>
    public static RecursionCase Of<TProblem, TAnswer>(
        IRecursion<TProblem, TAnswer> recursion, TProblem problem, Func<TAnswer, string> text, string name = "")
    {
        Type type = recursion.GetType();
        type = type.IsGenericType ? type.GetGenericTypeDefinition() : type;
        return new RecursionCase($"{type.Name} {name}".TrimEnd(), type, (trace, cancellation) =>
        {
            Outcome<TAnswer> outcome = recursion.Run(problem, trace, cancellation);
            return new Outcome<string>(outcome.Answer is { } answer ? text(answer) : null, outcome.Reason, outcome.Steps)
            {
                TotalSteps = outcome.TotalSteps,
                Part = outcome.Part,
                Residual = outcome.Residual,
            };
        });
    }
}
