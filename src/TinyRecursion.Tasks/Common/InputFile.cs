namespace TinyRecursion.Tasks.Common;

/// <summary>Files that a program was given to read.</summary>
internal static class InputFile
{
    /// <summary>Opens a text file (UTF-8).</summary>
    /// <param name="path">The path.</param>
    /// <exception cref="IOException">There is no such file.</exception>
    public static StreamReader OpenText(string path)
    {
        Require(path);
        return new StreamReader(path);
    }

    /// <summary>Refuses a path that is no file; the system would call a folder "access denied".</summary>
    /// <param name="path">The path.</param>
    /// <exception cref="IOException">There is no such file.</exception>
    public static void Require(string path)
    {
        if (Directory.Exists(path))
        {
            throw new IOException($"{path}: is a folder, not a file");
        }

        if (!File.Exists(path))
        {
            throw new FileNotFoundException($"{path}: there is no such file");
        }
    }
}
