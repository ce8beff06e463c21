namespace TinyRecursion.IO;

/// <summary>Files that are read at any place, or whose length is asked for before they are read.</summary>
internal static class RegularFile
{
    /// <summary>Opens a file for reading.</summary>
    /// <param name="path">The file. A device, a pipe or a socket is not opened: it has no length, and may never give a byte.</param>
    /// <exception cref="IOException">It cannot be read, or is no such file.</exception>
    public static FileStream OpenRead(string path)
    {
        if (FileIdentity.Of(path) is { IsRegular: false } && !Directory.Exists(path))
        {
            throw new IOException($"{path}: is a device, a pipe or a socket, not a file");
        }

        return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
    }
}
