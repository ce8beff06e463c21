namespace TinyRecursion.IO;

/// <summary>Writes files so that a reader, or a crash, meets the old file or the new one, never a part.</summary>
internal static class AtomicFile
{
    private static int _writing;

    /// <summary>
    /// Writes to a temporary file in the same folder, flushes it to the disk, and renames it over the target. If
    /// anything fails (a full disk, an exception in <paramref name="write"/>), the temporary file is deleted and an
    /// older target is left as it was. Of several writers of one target, the last to finish wins whole. A file that is
    /// replaced keeps its mode.
    /// </summary>
    /// <param name="path">The file to create or replace. Symbolic links are followed; the file that they lead to is replaced.</param>
    /// <param name="write">Writes the contents to a stream that can only be written.</param>
    /// <exception cref="IOException">
    /// The file cannot be written, or its folder does not exist, or it is a device, a pipe or a socket, which is not opened.
    /// </exception>
    /// <exception cref="UnauthorizedAccessException">The folder or the target may not be written.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        PendingFile? file = null;
        try
        {
            file = new PendingFile(path);
            write(file.Stream);
            file.Commit();
        }
        catch (Exception error) when (error is not OutputException && IsDiskError(error))
        {
            throw new OutputException(path, $"cannot be written: {file?.Named(error.Message, path) ?? error.Message}", error);
        }
        finally
        {
            file?.Dispose();
        }
    }

    /// <summary>Whether a file is being written: who ends the process now leaves a temporary file behind.</summary>
    internal static bool IsWriting => Volatile.Read(ref _writing) > 0;

    /// <summary>Counts a file that is being written.</summary>
    internal static void Begin() => Interlocked.Increment(ref _writing);

    /// <summary>Counts it no more.</summary>
    internal static void End() => Interlocked.Decrement(ref _writing);

    /// <summary>The file that a path leads to, symbolic links followed; it need not exist.</summary>
    internal static string Target(string path)
    {
        var file = new FileInfo(Path.GetFullPath(path));
        return (file.LinkTarget is null ? null : file.ResolveLinkTarget(returnFinalTarget: true))?.FullName ?? file.FullName;
    }

    /// <summary>
    /// A name of its own for each writer, so that none deletes or renames what another is writing. The target's name is left out of
    /// it: it may already be as long as the file system allows.
    /// </summary>
    internal static string TemporaryIn(string folder) => Path.Combine(folder, $".{Guid.NewGuid():n}.tmp");

    /// <summary>Recognises the name of a temporary file, which a writer that was killed leaves behind.</summary>
    /// <param name="name">The name without its folder.</param>
    internal static bool IsTemporary(string name) =>
        name is ['.', .. var drawn, '.', 't', 'm', 'p'] && Guid.TryParseExact(drawn, "n", out _);

    /// <summary>Removes the temporary files of writers that were killed from a folder; those that are being written stay.</summary>
    /// <param name="folder">The folder.</param>
    internal static void Clean(string folder)
    {
        foreach (string file in Directory.EnumerateFiles(folder, ".*.tmp").Where(file => IsTemporary(Path.GetFileName(file))))
        {
            try
            {
                // A writer holds its file locked from when it makes it until it has its name.
                using var unused = new FileStream(file, FileMode.Open, FileAccess.ReadWrite, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose);
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                // In use, or not ours to remove.
            }
        }
    }

    /// <summary>Refuses to replace a device, a pipe or a socket.</summary>
    internal static void RequireRegular(string path, string target)
    {
        if (FileIdentity.Of(target) is { IsRegular: false } && !Directory.Exists(target))
        {
            throw new OutputException(path, "is a device, a pipe or a socket, not a file");
        }
    }

    /// <summary>Gives a file the mode of the one that it will replace.</summary>
    internal static void KeepMode(string target, FileStream stream)
    {
        if (OperatingSystem.IsWindows() || !File.Exists(target))
        {
            return;
        }

        UnixFileMode mode = File.GetUnixFileMode(target);
        if (mode != File.GetUnixFileMode(stream.SafeFileHandle))
        {
            File.SetUnixFileMode(stream.SafeFileHandle, mode);
        }
    }

    // The runtime's word for a file beyond what the file system or the user's limit takes is the second one.
    private static bool IsDiskError(Exception error) =>
        error is IOException or ArgumentOutOfRangeException { ParamName: "value" };

    /// <summary>Removes a temporary file.</summary>
    internal static void Discard(string temporary)
    {
        try
        {
            File.Delete(temporary);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // The failure that led here says more than this one.
        }
    }
}
