using System.Text;

namespace TinyRecursion.Tasks.Reading;

/// <summary>Splits a line as RFC 4180 says: a field may stand in quotes, in which a quote is written twice.</summary>
internal static class CsvLine
{
    /// <summary>The fields with the column, from 1, at which the text of each begins.</summary>
    /// <param name="text">The line.</param>
    /// <param name="delimiter">What parts fields.</param>
    /// <param name="source">The file's name for errors.</param>
    /// <param name="line">The line's number for errors.</param>
    /// <exception cref="InstanceFormatException">A quote stands within a field, or is not closed on the line.</exception>
    public static List<(string Text, int Column)> Split(string text, char delimiter, string source, int line)
    {
        var fields = new List<(string Text, int Column)>();
        int at = 0;
        do
        {
            at += fields.Count > 0 ? 1 : 0;
            fields.Add(at < text.Length && text[at] == '"' ? Quoted(ref at) : Plain(ref at));
        }
        while (at < text.Length);

        return fields;

        (string, int) Plain(ref int at)
        {
            int start = at, end = text.IndexOf(delimiter, at);
            at = end < 0 ? text.Length : end;
            string field = text[start..at];
            return field.IndexOf('"', StringComparison.Ordinal) is >= 0 and var quote
                ? throw Error(start + quote, "a quote within a field: the field stands in quotes, and the quote twice")
                : (field, start + 1);
        }

        (string, int) Quoted(ref int at)
        {
            int start = at++;
            var field = new StringBuilder();
            for (; at < text.Length && (text[at] != '"' || (at + 1 < text.Length && text[at + 1] == '"')); at++)
            {
                at += text[at] == '"' ? 1 : 0;
                field.Append(text[at]);
            }

            at = at == text.Length ? throw Error(start, "the quote is not closed on this line") : at + 1;
            return at == text.Length || text[at] == delimiter ? (field.ToString(), start + 2) : throw Error(at, "text behind the quote that ends a field");
        }

        InstanceFormatException Error(int at, string problem) => new(source, line, $"column {at + 1}", problem);
    }
}
