namespace TinyRecursion.Tasks.Arithmetic;

/// <summary>Makes random expressions.</summary>
internal static class ArithmeticGenerator
{
    /// <summary>Draws an operation on two numbers of a given length. The same seed and index give the same expression everywhere.</summary>
    /// <param name="seed">Any number.</param>
    /// <param name="index">The number of the expression.</param>
    /// <param name="digits">Digits of both numbers, at least one; the first is not zero.</param>
    /// <param name="operation">The operation.</param>
    public static Expression.Operation Generate(ulong seed, ulong index, int digits, ArithmeticOperation operation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(digits, 1);
        var random = SeededRandom.For(seed, index);
        return new Expression.Operation(operation, Draw(digits, ref random), Draw(digits, ref random));
    }

    /// <summary>An operation on two numbers as text that <see cref="ExpressionParser"/> reads.</summary>
    /// <param name="operation">An operation on two numbers without signs.</param>
    public static string ToText(Expression.Operation operation)
    {
        char sign = operation.Sign switch { ArithmeticOperation.Add => '+', ArithmeticOperation.Subtract => '-', _ => '*' };
        return $"{((Expression.Number)operation.Left).Value} {sign} {((Expression.Number)operation.Right).Value}";
    }

    private static Expression.Number Draw(int digits, ref SeededRandom random)
    {
        var number = new byte[digits];
        for (int i = 0; i < digits; i++)
        {
            number[i] = (byte)(i == digits - 1 ? 1 + random.NextInt32(9) : random.NextInt32(10));
        }

        return new Expression.Number(new DecimalNumber(number, negative: false));
    }
}
