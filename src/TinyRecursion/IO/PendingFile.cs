namespace TinyRecursion.IO;

/// <summary>
/// A file that is being written beside the one that it will replace, see <see cref="AtomicFile.Write"/>: for what is written over a long time.
/// Disposed without <see cref="Commit"/>, it leaves everything as it was.
/// </summary>
internal sealed class PendingFile : IDisposable
{
    private readonly string _target;
    private readonly string _temporary;
    private bool _isDone;

    /// <summary>Opens the temporary file.</summary>
    /// <param name="path">The file to create or replace.</param>
    /// <exception cref="IOException">It cannot be written, or is a device, a pipe or a socket.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written.</exception>
    public PendingFile(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        _target = AtomicFile.Target(path);
        _temporary = AtomicFile.TemporaryIn(Path.GetDirectoryName(_target) ?? _target);
        AtomicFile.RequireRegular(path, _target);
        // Shared for no reading or writing, but for the renaming.
        Stream = new FileStream(_temporary, FileMode.CreateNew, FileAccess.Write, FileShare.Delete);
        AtomicFile.Begin();
    }

    /// <summary>Receives the contents.</summary>
    public FileStream Stream { get; }

    /// <summary>An error told of the temporary file as one of the file itself.</summary>
    /// <param name="text">The message.</param>
    /// <param name="path">The name that the user gave.</param>
    public string Named(string text, string path) => text.Replace(_temporary, path, StringComparison.Ordinal);

    /// <summary>Flushes what was written to the disk and gives it its name.</summary>
    /// <exception cref="IOException">It cannot be written; an older file is left as it was.</exception>
    public void Commit()
    {
        AtomicFile.KeepMode(_target, Stream);
        Stream.Flush(flushToDisk: true);
        File.Move(_temporary, _target, overwrite: true);
        _isDone = true;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            Stream.Dispose();
        }
        finally
        {
            if (!_isDone)
            {
                AtomicFile.Discard(_temporary);
            }

            AtomicFile.End();
        }
    }
}
