namespace TinyRecursion.Tasks.Reading;

/// <summary>
/// Which fields of a file with a header line hold instances and their labels. Fields are known by their whole names, in upper or lower case:
/// <c>puzzle</c>, <c>quizzes</c>, <c>question</c> or <c>maze</c>, and <c>solution</c>, <c>solutions</c>, <c>answer</c> or <c>label</c>.
/// </summary>
/// <param name="Delimiter">What parts fields: a comma, a semicolon or a tab.</param>
/// <param name="Count">The number of fields.</param>
/// <param name="Instance">The instance's field, from 0.</param>
/// <param name="Label">The label's field, from 0; -1 for none.</param>
internal sealed record CsvColumns(char Delimiter, int Count, int Instance, int Label)
{
    private static readonly string[] Instances = ["puzzle", "quizzes", "question", "maze"], Labels = ["solution", "solutions", "answer", "label"];

    /// <summary>What a header says; null for a line that is none.</summary>
    /// <param name="text">The line.</param>
    /// <param name="source">The file's name for errors.</param>
    /// <param name="line">The line's number for errors.</param>
    /// <exception cref="InstanceFormatException">Two fields are named like instances, or like labels.</exception>
    public static CsvColumns? Header(string text, string source, int line)
    {
        int delimiter = text.AsSpan().IndexOfAny(',', ';', '\t');
        if (delimiter < 0 || !Instances.Any(name => text.Contains(name, StringComparison.OrdinalIgnoreCase)))
        {
            return null;
        }

        List<(string Text, int Column)> names = CsvLine.Split(text, text[delimiter], source, line);
        int instance = Find(Instances), label = Find(Labels);
        return instance < 0 ? null : new CsvColumns(text[delimiter], names.Count, instance, label);

        int Find(string[] known)
        {
            int[] found = [.. Enumerable.Range(0, names.Count).Where(at => known.Contains(names[at].Text.Trim(), StringComparer.OrdinalIgnoreCase))];
            return found.Length > 1
                ? throw new InstanceFormatException(
                    source, line, $"column {names[found[1]].Column}", $"two columns of the same: '{names[found[0]].Text}' and '{names[found[1]].Text}'")
                : found is [var only] ? only : -1;
        }
    }

    /// <summary>Whether a line names an instance, and perhaps a label, with spaces between: a header of columns in their usual order.</summary>
    /// <param name="text">The line.</param>
    public static bool IsPlainHeader(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries) switch
    {
        [var instance] => Instances.Contains(instance, StringComparer.OrdinalIgnoreCase),
        [var instance, var label] => Instances.Contains(instance, StringComparer.OrdinalIgnoreCase) && Labels.Contains(label, StringComparer.OrdinalIgnoreCase),
        _ => false,
    };

    /// <summary>The instance and the label of a line, each with the column at which it begins; no text where there is no label.</summary>
    /// <param name="text">The line.</param>
    /// <param name="source">The file's name for errors.</param>
    /// <param name="line">The line's number for errors.</param>
    /// <exception cref="InstanceFormatException">It has another number of fields than the header.</exception>
    public ((string Text, int Column) Instance, (string Text, int Column) Label) Read(string text, string source, int line)
    {
        List<(string Text, int Column)> fields = CsvLine.Split(text, Delimiter, source, line);
        return fields.Count == Count
            ? (fields[Instance], Label < 0 ? (string.Empty, 0) : fields[Label])
            : throw new InstanceFormatException(source, line, string.Empty, $"{fields.Count} columns, the header has {Count}");
    }
}
