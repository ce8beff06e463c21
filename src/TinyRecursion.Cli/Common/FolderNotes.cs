using TinyRecursion.IO;
using TinyRecursion.Tasks;
using TinyRecursion.Tasks.Common;

namespace TinyRecursion.Cli.Common;

/// <summary>Tells what of a folder is not read.</summary>
internal static class FolderNotes
{
    private const int MostNames = 10;

    /// <summary>Writes a line for each folder that holds something else than files that a task reads.</summary>
    /// <param name="task">The task.</param>
    /// <param name="paths">What the user gave.</param>
    public static void Write(TaskDefinition task, IEnumerable<string> paths)
    {
        foreach (string path in paths.Where(path => task.FileEndings.Count > 0 && Directory.Exists(path)))
        {
            (IReadOnlyList<string> read, IReadOnlyList<string> skipped) = InputFile.List(path, task.FileEndings);
            if (read.Count > 0 && skipped.Count > 0)
            {
                string names = string.Join(", ", skipped.Take(MostNames).Select(Path.GetFileName)) + (skipped.Count > MostNames ? ", …" : string.Empty);
                Console.Error.WriteLine(MessageLine.Of(
                    $"trm: {path}: skipped {skipped.Count}: {names}; of a folder files are read that end in {string.Join(", ", task.FileEndings)} (or packed, .gz)"));
            }
        }
    }
}
