using System.Numerics;

namespace TinyRecursion.Tasks.Arithmetic;

/// <summary>An expression: a number, a negation, or an operation on two. Immutable and safe to share between threads.</summary>
internal abstract record Expression
{
    private Expression()
    {
    }

    /// <summary>A number.</summary>
    /// <param name="Value">The number.</param>
    public sealed record Number(DecimalNumber Value) : Expression;

    /// <summary>An expression with the other sign.</summary>
    /// <param name="Inner">The expression.</param>
    public sealed record Negation(Expression Inner) : Expression;

    /// <summary>Two expressions joined by an operation.</summary>
    /// <param name="Sign">The operation.</param>
    /// <param name="Left">The left one.</param>
    /// <param name="Right">The right one.</param>
    public sealed record Operation(ArithmeticOperation Sign, Expression Left, Expression Right) : Expression;

    /// <summary>Its value by the library's own arithmetic, with which answers are checked.</summary>
    public BigInteger Expected() => this switch
    {
        Number number => number.Value.ToBigInteger(),
        Negation negation => -negation.Inner.Expected(),
        Operation { Sign: ArithmeticOperation.Add } sum => sum.Left.Expected() + sum.Right.Expected(),
        Operation { Sign: ArithmeticOperation.Subtract } difference => difference.Left.Expected() - difference.Right.Expected(),
        Operation product => product.Left.Expected() * product.Right.Expected(),
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
