namespace TinyRecursion.Cli.Common;

/// <summary>What users are told where the runtime, not the product, found what is wrong: the place first, in the words of our own errors.</summary>
internal static class SystemMessage
{
    /// <summary>The message of an exception.</summary>
    /// <param name="error">The exception.</param>
    public static string Of(Exception error) => (error, Quoted(error.Message)) switch
    {
        (OutOfMemoryException and not InsufficientMemoryException, _) => "there is not enough memory",
        (FileNotFoundException, { } file) when error.Message.StartsWith("Could not find", StringComparison.Ordinal) => $"{file}: there is no such file",
        (DirectoryNotFoundException, { } folder) when error.Message.StartsWith("Could not find", StringComparison.Ordinal) => $"{folder}: there is no such file or folder",
        (UnauthorizedAccessException, { } path) when error.Message.StartsWith("Access to the path", StringComparison.Ordinal) =>
            Directory.Exists(path) ? $"{path}: is a folder, or one that may not be used" : $"{path}: access is denied",
        _ => error.Message,
    };

    private static string? Quoted(string message)
    {
        int from = message.IndexOf('\'', StringComparison.Ordinal), to = message.LastIndexOf('\'');
        return from >= 0 && to > from ? message[(from + 1)..to] : null;
    }
}
