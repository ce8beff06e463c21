using System.Text.Json;
using TinyRecursion.Tasks.Common;

namespace TinyRecursion.Tasks.Arc;

/// <summary>
/// Reads files of ARC tasks, in whichever form they are: JSON lines of <c>{"id","train","test"}</c>; RE-ARC's lines of
/// <c>{"task","examples"}</c>, whose examples become the pairs shown; the official file of one task
/// <c>{"train","test"}</c>, named after the file; RE-ARC's file of one task, a list of pairs, named after the file; the contest's dictionary from names to <c>{"train","test"}</c>, with
/// its solutions in a file of their own. A pair is <c>{"input","output"}</c>, a grid a list of rows of colours from 0 to
/// 9; a test's output may be absent or null. Other fields are skipped; a byte-order mark does not matter.
/// </summary>
internal static class ArcFile
{
    /// <summary>The most pairs of a task that are read, of those shown and of those to solve.</summary>
    public const int MaximumPairs = 10_000;

    /// <summary>The longest name of a task, in characters.</summary>
    public const int LongestId = 256;

    /// <summary>Reads tasks as they are asked for, holding one at a time.</summary>
    /// <param name="stream">UTF-8; stays open.</param>
    /// <param name="name">The name that errors give; without folder and extension, the name of a task that has none.</param>
    /// <exception cref="InstanceFormatException">The text is no such file, a task's name occurs twice, or there is no task.</exception>
    public static IEnumerable<ArcTask> Read(Stream stream, string name)
    {
        return ReadTasks(stream, name);
    }

    /// <summary>Reads the solutions that come with a contest's dictionary of tasks: from names to lists of grids.</summary>
    /// <param name="stream">UTF-8; stays open.</param>
    /// <param name="name">The name that errors give.</param>
    /// <exception cref="InstanceFormatException">The text is no such file, or a task's name occurs twice.</exception>
    public static IReadOnlyDictionary<string, IReadOnlyList<ArcGrid>> ReadSolutions(Stream stream, string name)
    {
        return new ArcReader(stream, name).Solutions();
    }

    /// <summary>Reads a whole file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="solutionsPath">The file of its solutions, which become the outputs of the pairs to solve.</param>
    /// <exception cref="InstanceFormatException">
    /// A file cannot be read, there is no task, or the solutions are not one for each pair to solve.
    /// </exception>
    /// <exception cref="IOException">A file cannot be opened or read.</exception>
    /// <exception cref="UnauthorizedAccessException">A file may not be read.</exception>
    public static IReadOnlyList<ArcTask> ReadAll(string path, string? solutionsPath = null)
    {
        using Stream stream = InputFile.Open(path);
        List<ArcTask> tasks = Read(stream, path).ToList();
        if (solutionsPath is null)
        {
            return tasks;
        }

        using Stream solutionsStream = InputFile.Open(solutionsPath);
        IReadOnlyDictionary<string, IReadOnlyList<ArcGrid>> solutions = ReadSolutions(solutionsStream, solutionsPath);
        return tasks.ConvertAll(task => Solved(task, solutions, solutionsPath));
    }

    /// <summary>A task as one line that <see cref="Read"/> reads: <c>{"id","train","test"}</c>, no line break at the end.</summary>
    /// <param name="task">The task.</param>
    public static string ToJsonLine(ArcTask task)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            WriteFields(json, task);
            json.WriteEndObject();
        }

        return System.Text.Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    /// <summary>Writes a grid as ARC files have it, a list of rows of colours, as a field of the object being written.</summary>
    /// <param name="json">The writer.</param>
    /// <param name="name">The field's name.</param>
    /// <param name="grid">The grid.</param>
    public static void WriteGrid(Utf8JsonWriter json, string name, ArcGrid grid)
    {
        json.WriteStartArray(name);
        for (int row = 0; row < grid.Rows; row++)
        {
            json.WriteStartArray();
            for (int column = 0; column < grid.Columns; column++)
            {
                json.WriteNumberValue(grid[row, column]);
            }

            json.WriteEndArray();
        }

        json.WriteEndArray();
    }

    /// <summary>Writes the fields of a task's object.</summary>
    internal static void WriteFields(Utf8JsonWriter json, ArcTask task)
    {
        json.WriteString("id", task.Id);
        WritePairs(json, "train", task.Train);
        WritePairs(json, "test", task.Test);
    }

    private static IEnumerable<ArcTask> ReadTasks(Stream stream, string name)
    {
        bool any = false;
        foreach (ArcTask task in new ArcReader(stream, name).Tasks())
        {
            any = true;
            yield return task;
        }

        if (!any)
        {
            throw new InstanceFormatException(name, 0, string.Empty, "holds no task");
        }
    }

    private static ArcTask Solved(ArcTask task, IReadOnlyDictionary<string, IReadOnlyList<ArcGrid>> solutions, string name)
    {
        int found = solutions.TryGetValue(task.Id, out IReadOnlyList<ArcGrid>? outputs) ? outputs.Count : 0;
        return found == task.Test.Count
            ? task with { Test = [.. task.Test.Select((pair, index) => pair with { Output = outputs?[index] })] }
            : throw new InstanceFormatException(
                name, 0, $"task {MessageText.Quote(task.Id)}", $"expected {task.Test.Count} solutions as there are tests, found {found}");
    }

    private static void WritePairs(Utf8JsonWriter json, string name, IReadOnlyList<ArcPair> pairs)
    {
        json.WriteStartArray(name);
        foreach (ArcPair pair in pairs)
        {
            json.WriteStartObject();
            WriteGrid(json, "input", pair.Input);
            if (pair.Output is not null)
            {
                WriteGrid(json, "output", pair.Output);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
