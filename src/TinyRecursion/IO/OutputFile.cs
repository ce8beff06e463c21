namespace TinyRecursion.IO;

/// <summary>
/// The guard of every file that a program writes: what would destroy something, or fail at the end of long work, is refused before
/// the work begins.
/// </summary>
internal static class OutputFile
{
    /// <summary>
    /// Makes the file's folder if need be, and tries to create a file in it; nothing else is left behind. Symbolic links are followed,
    /// as <see cref="AtomicFile"/> does.
    /// </summary>
    /// <param name="path">The file to be written later.</param>
    /// <param name="kind">The kind of file; one of another kind is not replaced.</param>
    /// <param name="inputs">The files that the program reads; none is replaced, whatever name it is given by.</param>
    /// <exception cref="OutputException">
    /// The name is empty, no name, or longer than the file system takes; it names a folder, a device, a pipe or a socket, one of the inputs, or a
    /// file of another kind; or its folder cannot be made or written.
    /// </exception>
    public static void Prepare(string path, OutputKind kind, params IEnumerable<string> inputs)
    {
        string target = Resolve(path);
        if (Directory.Exists(target) || Path.EndsInDirectorySeparator(path))
        {
            throw new OutputException(path, "is a folder, a file is to be written");
        }

        string folder = Path.GetDirectoryName(target)!;
        MakeFolder(path, folder);
        if (File.Exists(target))
        {
            Check(path, target, kind, inputs);
        }
        else
        {
            Probe(path, target);
        }

        Probe(path, AtomicFile.TemporaryIn(folder));
        AtomicFile.Clean(folder);
    }

    /// <summary>Makes a folder if need be, and checks every file that is to be written there, as <see cref="Prepare"/> does.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="files">The names of the files to be written in it later.</param>
    /// <param name="kind">The kind of these files.</param>
    /// <param name="inputs">The files that the program reads.</param>
    /// <exception cref="OutputException">The folder cannot be made, is no folder, or a file must not or cannot be written.</exception>
    public static void PrepareFolder(string path, IEnumerable<string> files, OutputKind kind, params IEnumerable<string> inputs)
    {
        string target = Resolve(path);
        if (File.Exists(target))
        {
            throw new OutputException(path, "is a file, a folder is to be written");
        }

        MakeFolder(path, target);
        string[] read = [.. inputs];
        foreach (string file in files)
        {
            Prepare(Path.Combine(path, file), kind, read);
        }
    }

    private static string Resolve(string path)
    {
        if (string.IsNullOrWhiteSpace(path))
        {
            throw new OutputException("output", "expected the name of a file or folder, found an empty one");
        }

        try
        {
            return AtomicFile.Target(path);
        }
        catch (Exception error) when (error is ArgumentException or IOException or UnauthorizedAccessException)
        {
            throw new OutputException(path, $"cannot be written: {error.Message}", error);
        }
    }

    private static void MakeFolder(string path, string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new OutputException(path, $"cannot be written: the folder {folder} cannot be made", error);
        }
    }

    private static void Check(string path, string target, OutputKind kind, IEnumerable<string> inputs)
    {
        AtomicFile.RequireRegular(path, target);
        foreach (string input in inputs)
        {
            if (File.Exists(input) && FileIdentity.AreSame(target, input))
            {
                throw new OutputException(path, $"is the same file as the input {input}: give the output another name");
            }
        }

        if (!kind.Recognises(target))
        {
            throw new OutputException(path, $"exists and is not {kind.Name}: give the output another name, or delete the file");
        }
    }

    /// <summary>Creates a file and deletes it.</summary>
    private static void Probe(string path, string file)
    {
        try
        {
            using var probe = new FileStream(file, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose);
        }
        catch (PathTooLongException error)
        {
            throw new OutputException(path, "cannot be written: the name is too long", error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new OutputException(path, $"cannot be written: nothing can be created in {Path.GetDirectoryName(file)}", error);
        }
    }
}
