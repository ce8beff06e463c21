namespace TinyRecursion.Tasks.Sudoku;

/// <summary>A Sudoku file that cannot be read; the message is one line that names the file, line and place.</summary>
public sealed class SudokuFormatException : FormatException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="source">The file's name.</param>
    /// <param name="line">The line, from 1; 0 for the file as a whole.</param>
    /// <param name="problem">What is wrong.</param>
    public SudokuFormatException(string source, int line, string problem)
        : base(line > 0 ? $"{source}: line {line}: {problem}" : $"{source}: {problem}")
    {
    }
}
