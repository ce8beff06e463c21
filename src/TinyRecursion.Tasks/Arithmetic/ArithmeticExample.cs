namespace TinyRecursion.Tasks.Arithmetic;

/// <summary>An expression from a file.</summary>
/// <param name="Text">As it stands there.</param>
/// <param name="Expression">What it means.</param>
/// <param name="Label">The value that the file gives, or null for none.</param>
/// <param name="Line">Its line, from 1.</param>
public sealed record ArithmeticExample(string Text, Expression Expression, DecimalNumber? Label, int Line);
