using TinyRecursion.Tasks.Common;

namespace TinyRecursion.Cli.Common;

/// <summary>Files that a command was given to read.</summary>
internal static class InputText
{
    /// <summary>Reads instances from a text file, or from standard input for <c>-</c>.</summary>
    /// <param name="file">Path or <c>-</c>.</param>
    /// <param name="limit">Most instances to read; what follows is not looked at.</param>
    /// <param name="read">Reads instances from a text whose name, for messages, is the second argument.</param>
    /// <exception cref="IOException">There is no such file.</exception>
    public static List<T> Read<T>(string file, int limit, Func<TextReader, string, IEnumerable<T>> read)
    {
        if (file == "-")
        {
            return [.. read(Console.In, "standard input").Take(limit)];
        }

        RequireFile(file);
        using var reader = new StreamReader(file);
        return [.. read(reader, file).Take(limit)];
    }

    /// <summary>Refuses what is no file, in words that the system does not find: it calls a folder a lack of rights.</summary>
    /// <param name="path">The path.</param>
    /// <exception cref="IOException">There is no such file.</exception>
    public static void RequireFile(string path) => InputFile.Require(path);
}
