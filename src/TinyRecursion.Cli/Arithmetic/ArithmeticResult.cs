using TinyRecursion.Tasks.Arithmetic;

namespace TinyRecursion.Cli.Arithmetic;

/// <summary>What came of an expression.</summary>
/// <param name="Value">What the rule worked out.</param>
/// <param name="IsRight">Whether the library's own arithmetic gives the same.</param>
/// <param name="Steps">Steps of the recursion.</param>
internal sealed record ArithmeticResult(DecimalNumber Value, bool IsRight, long Steps)
{
    /// <summary>Works an expression out and checks it.</summary>
    public static ArithmeticResult Of(Expression expression, DigitRule rule, CancellationToken cancellation)
    {
        var calculator = new Calculator(rule.Machine);
        DecimalNumber value = calculator.Evaluate(expression, cancellation);
        return new ArithmeticResult(value, value.ToBigInteger() == expression.Expected(), calculator.Steps);
    }
}
