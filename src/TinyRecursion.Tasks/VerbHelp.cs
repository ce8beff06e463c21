namespace TinyRecursion.Tasks;

/// <summary>What the help of a verb says for one task.</summary>
/// <param name="Summary">A few sentences.</param>
/// <param name="Example">The command that shows it, such as <c>trm solve sudoku hard.txt</c>.</param>
public sealed record VerbHelp(string Summary, string Example);
