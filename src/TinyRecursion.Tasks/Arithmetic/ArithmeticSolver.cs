using TinyRecursion.Execution.Finite;
using TinyRecursion.Models;
using TinyRecursion.Recursion;

namespace TinyRecursion.Tasks.Arithmetic;

/// <summary>Works expressions out by repeating the rule of one digit, and checks them with the library's own integers.</summary>
internal sealed class ArithmeticSolver : Solver<ArithmeticInstance, ArithmeticAnswer>
{
    private readonly FiniteMachine _machine;

    internal ArithmeticSolver(Model? model, string name)
    {
        _machine = model is null ? FiniteMachine.Of(DigitSpecification.Instance) : Tabulate(model, name);
        Description = model is null ? "plain code" : $"{model.Graph.ParameterCount:n0} parameters";
    }

    public override string Description { get; }

    public override ArithmeticAnswer Solve(ArithmeticInstance instance, int threads = 1, ITrace? trace = null, CancellationToken cancellation = default)
    {
        var calculator = new Calculator(_machine) { Trace = trace };
        DecimalNumber value = calculator.Evaluate(instance.Expression, cancellation);
        return new ArithmeticAnswer(instance, value, value.ToBigInteger() == instance.Expression.Expected(), calculator.Steps);
    }

    public override void Dispose()
    {
    }

    private protected override ArithmeticAnswer Unfinished(ArithmeticInstance instance, HaltReason limit) => new(instance, DecimalNumber.Zero, IsRight: false, 0) { Reached = limit };

    internal static FiniteMachine Tabulate(Model model, string name)
    {
        FiniteShape shape = DigitSpecification.Instance.Shape;
        try
        {
            using ModelRule rule = model.Open();
            var machine = FiniteMachine.Tabulate(model.Graph, rule, shape.FeatureKinds, Environment.ProcessorCount);
            return machine.Shape.Matches(shape)
                ? machine
                : throw new ModelFormatException(name, $"the rule looks at {machine.Shape}, a rule of one digit at {shape}");
        }
        catch (ArgumentException error)
        {
            throw new ModelFormatException(name, error.Message);
        }
    }
}
