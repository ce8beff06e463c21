namespace TinyRecursion.IO;

/// <summary>Writes files so that a reader, or a crash, meets the old file or the new one, never a part.</summary>
public static class AtomicFile
{
    /// <summary>
    /// Writes to a temporary file in the same folder, flushes it to the disk, and renames it over the target. If
    /// anything fails (a full disk, an exception in <paramref name="write"/>), the temporary file is deleted and an
    /// older target is left as it was. Of several writers of one target, the last to finish wins whole.
    /// </summary>
    /// <param name="path">The file to create or replace. A symbolic link is replaced, not followed.</param>
    /// <param name="write">Writes the contents to a stream that can only be written.</param>
    /// <exception cref="IOException">The file cannot be written, or its folder does not exist.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder or the target may not be written.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(write);
        string full = Path.GetFullPath(path);
        // A name of its own for each writer, so that none deletes or renames what another is writing. The target's
        // name is left out of it: it may already be as long as the file system allows.
        string temporary = Path.Combine(Path.GetDirectoryName(full) ?? full, $".{Guid.NewGuid():n}.tmp");
        bool done = false;
        try
        {
            using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, full, overwrite: true);
            done = true;
        }
        catch (Exception error) when (IsDiskError(error))
        {
            throw new IOException($"{path}: cannot be written: {error.Message.Replace(temporary, path, StringComparison.Ordinal)}", error);
        }
        finally
        {
            if (!done)
            {
                Discard(temporary);
            }
        }
    }

    // The runtime's word for a file beyond what the file system or the user's limit takes is the second one.
    private static bool IsDiskError(Exception error) =>
        error is IOException or ArgumentOutOfRangeException { ParamName: "value" };

    private static void Discard(string temporary)
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
