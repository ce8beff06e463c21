using TinyRecursion.IO;
using TinyRecursion.Models;

namespace TinyRecursion.Training.Workflows;

/// <summary>The folder of one training run, locked while it is open. The lock is the system's: it ends with the process, however that ends.</summary>
internal sealed class RunFolder : IDisposable
{
    private const string Lock = "run.lock";

    private readonly FileStream _lock;

    private RunFolder(string path, FileStream opened) => (Path, _lock) = (path, opened);

    /// <summary>The folder.</summary>
    public string Path { get; }

    /// <summary>The checkpoint.</summary>
    public string Checkpoint => In("checkpoint.safetensors");

    /// <summary>The metrics, one JSON object a line.</summary>
    public string Metrics => In("metrics.jsonl");

    /// <summary>The metrics as events of TensorBoard.</summary>
    public string Events => In("events.out.tfevents.trm");

    /// <summary>The picture of the metrics.</summary>
    public string Picture => In("progress.svg");

    /// <summary>The model of the best validation.</summary>
    public string Best => In("best.safetensors");

    /// <summary>The model of the last checkpoint.</summary>
    public string Last => In("last.safetensors");

    /// <summary>Makes the folder if need be, locks it, and removes what a run that was killed left half written.</summary>
    /// <param name="path">The folder.</param>
    /// <exception cref="OutputException">It is in use, it holds other files than those of a run, or it cannot be written.</exception>
    public static RunFolder Open(string path)
    {
        if (string.IsNullOrWhiteSpace(path))
        {
            throw new OutputException("run", "expected the name of a folder, found an empty one");
        }

        if (File.Exists(path))
        {
            throw new OutputException(path, "is a file, not the folder of a training run");
        }

        try
        {
            Directory.CreateDirectory(path);
            string[] names = [.. Directory.EnumerateFileSystemEntries(path).Select(entry => System.IO.Path.GetFileName(entry))];
            if (names.Length > 0 && !names.Any(name => name is Lock or "checkpoint.safetensors" or "metrics.jsonl" || AtomicFile.IsTemporary(name)))
            {
                throw new OutputException(
                    path, $"holds files that are not those of a training run, such as {names.Order(StringComparer.Ordinal).First()}: give the run another folder");
            }
        }
        catch (Exception error) when (error is (IOException and not OutputException) or UnauthorizedAccessException or ArgumentException)
        {
            throw new OutputException(path, $"cannot be made or read: {error.Message}", error);
        }

        var folder = new RunFolder(path, OpenLock(path));
        try
        {
            folder.Check();
            AtomicFile.Clean(path);
            return folder;
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }

    /// <summary>Releases the folder. The lock file stays: deleting it would let two runs in that start at this moment.</summary>
    public void Dispose() => _lock.Dispose();

    private static FileStream OpenLock(string path)
    {
        try
        {
            string file = System.IO.Path.Combine(path, Lock);
            AtomicFile.RequireRegular(file, file);
            return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (UnauthorizedAccessException error)
        {
            throw new OutputException(path, "cannot be written", error);
        }
        catch (IOException error) when (error is not OutputException)
        {
            throw IsTaken(error)
                ? new OutputException(path, "is in use by another training run", error)
                : new OutputException(path, $"cannot be written: {error.Message}", error);
        }
    }

    // EWOULDBLOCK of Linux and macOS, ERROR_SHARING_VIOLATION of Windows.
    private static bool IsTaken(IOException error) => error.HResult is 11 or 35 or unchecked((int)0x80070020);

    private void Check()
    {
        foreach (string file in (string[])[Checkpoint, Metrics, Events, Picture])
        {
            if (Directory.Exists(file))
            {
                throw new OutputException(Path, $"{System.IO.Path.GetFileName(file)} is a folder, a file is to be written: give the run another folder");
            }

            AtomicFile.RequireRegular(file, AtomicFile.Target(file));
        }

        foreach (string model in (string[])[Best, Last])
        {
            OutputFile.Prepare(model, Model.FileKind);
            if (File.Exists(model) && !File.Exists(Checkpoint))
            {
                throw new OutputException(
                    Path, $"holds {System.IO.Path.GetFileName(model)} of an earlier run and no checkpoint: move it away, or give the run another folder");
            }
        }
    }

    private string In(string name) => System.IO.Path.Combine(Path, name);
}
