namespace TinyRecursion.Cli.Common;

/// <summary>A file that long work ends with: whether it can be written is found out before the work begins.</summary>
internal static class OutputFile
{
    /// <summary>Makes the file's folder if need be, and tries to write beside the file; nothing is left behind.</summary>
    /// <param name="path">The file to be written later.</param>
    /// <exception cref="InputException">It is a folder, or cannot be written.</exception>
    public static void Prepare(string path)
    {
        string full = Path.GetFullPath(path);
        if (Directory.Exists(full))
        {
            throw new InputException($"{path}: is a folder, a file is to be written");
        }

        string folder = Path.GetDirectoryName(full)!;
        try
        {
            Directory.CreateDirectory(folder);
            using var probe = new FileStream(
                Path.Combine(folder, $".{Guid.NewGuid():n}.tmp"), FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 1,
                FileOptions.DeleteOnClose);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{path}: cannot be written: nothing can be created in {folder}");
        }
    }
}
