namespace TinyRecursion.Models;

/// <summary>A file that is not what it should be; the message is one line that names the file and the field.</summary>
public sealed class ModelFormatException : FormatException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="source">The file's name.</param>
    /// <param name="problem">What is wrong, where.</param>
    /// <param name="inner">What was caught, if anything.</param>
    public ModelFormatException(string source, string problem, Exception? inner = null)
        : base($"{source}: {problem}", inner)
    {
    }
}
