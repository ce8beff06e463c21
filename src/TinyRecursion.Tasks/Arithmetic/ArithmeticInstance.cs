namespace TinyRecursion.Tasks.Arithmetic;

/// <summary>An expression to work out. Immutable and safe to share between threads.</summary>
/// <param name="Text">As it stands in the file.</param>
/// <param name="Expression">The expression.</param>
/// <param name="Label">The value that the file gives, or null for none.</param>
/// <param name="Line">Its line, from 1; 0 where it came from no file.</param>
internal sealed record ArithmeticInstance(string Text, Expression Expression, DecimalNumber? Label, int Line) : IInstance;
