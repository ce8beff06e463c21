namespace TinyRecursion.Tasks.Common;

/// <summary>Files that a program was given to read.</summary>
public static class InputFile
{
    /// <summary>Refuses what is no file, in words that the system does not find: it calls a folder a lack of rights.</summary>
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
