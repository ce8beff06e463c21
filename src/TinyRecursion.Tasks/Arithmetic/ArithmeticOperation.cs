namespace TinyRecursion.Tasks.Arithmetic;

/// <summary>An operation on two expressions.</summary>
internal enum ArithmeticOperation
{
    /// <summary>The sum, <c>+</c>.</summary>
    Add,

    /// <summary>The difference, <c>-</c>.</summary>
    Subtract,

    /// <summary>The product, <c>*</c>.</summary>
    Multiply,
}
