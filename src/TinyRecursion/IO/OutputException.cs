namespace TinyRecursion.IO;

/// <summary>A file that cannot or must not be written. The message is one line that names the file and the reason.</summary>
public sealed class OutputException : IOException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="path">The file or folder, as the user named it.</param>
    /// <param name="problem">The reason.</param>
    /// <param name="inner">The exception that was caught, if any.</param>
    public OutputException(string path, string problem, Exception? inner = null)
        : base(MessageLine.Of($"{path}: {problem}"), inner)
    {
    }
}
