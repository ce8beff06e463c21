namespace TinyRecursion.Assurance.Properties;

/// <summary>A word or a list in parentheses, with its place.</summary>
/// <param name="Line">Its line, from 1.</param>
/// <param name="Column">Its column, from 1.</param>
/// <param name="Word">The word; null for a list.</param>
/// <param name="Items">The items of a list.</param>
internal sealed record Syntax(int Line, int Column, string? Word, IReadOnlyList<Syntax> Items);
