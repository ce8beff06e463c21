using System.CommandLine;
using TinyRecursion.Cli.Common;
using TinyRecursion.Execution.Finite;
using TinyRecursion.Models;
using TinyRecursion.Tasks.Arithmetic;

namespace TinyRecursion.Cli.Arithmetic;

/// <summary>The rule of one digit that a command line asks for.</summary>
/// <param name="Machine">The rule as a table.</param>
/// <param name="Kind">Whether it is learned or plain code.</param>
/// <param name="Path">Its model file, or null for plain code.</param>
/// <param name="Parameters">Its parameters; none for plain code.</param>
/// <param name="Bytes">Size of the model file; none for plain code.</param>
internal sealed record DigitRule(FiniteMachine Machine, RuleKind Kind, string? Path, int Parameters, long Bytes)
{
    /// <summary>The option that chooses between the learned rule and plain code.</summary>
    public static Option<RuleKind> KindOption() => RuleKindOption.Create(
        (RuleKind.Neural, "the learned rule of one digit"), (RuleKind.Algorithmic, "the same digits by plain code"));

    /// <summary>Loads the rule.</summary>
    /// <param name="model">The chosen model, or null for the shipped one.</param>
    /// <param name="kind">Learned or plain.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="InputException">The model is not of this task or its rule not of this kind.</exception>
    public static DigitRule Load(FileInfo? model, RuleKind kind, CancellationToken cancellation)
    {
        if (kind == RuleKind.Algorithmic)
        {
            return new DigitRule(FiniteMachine.Of(DigitSpecification.Instance), kind, null, 0, 0);
        }

        (Model loaded, string path, long bytes) = ModelOption.Load(model, ArithmeticRule.Task);
        FiniteShape shape = DigitSpecification.Instance.Shape;
        try
        {
            using ModelRule rule = loaded.Open();
            var machine = FiniteMachine.Tabulate(
                loaded.Graph, rule, shape.FeatureKinds, Environment.ProcessorCount, cancellation: cancellation);
            return machine.Shape.Matches(shape)
                ? new DigitRule(machine, kind, path, loaded.Graph.ParameterCount, bytes)
                : throw new InputException($"{path}: the rule looks at {machine.Shape}, a rule of one digit at {shape}");
        }
        catch (ArgumentException error)
        {
            throw new InputException($"{path}: {error.Message}");
        }
    }
}
