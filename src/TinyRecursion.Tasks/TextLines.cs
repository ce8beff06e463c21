using System.Globalization;
using System.Text;
using TinyRecursion.Tasks.Common;

namespace TinyRecursion.Tasks;

/// <summary>Reads text line by line: blank lines, lines that begin with <c>#</c>, a byte-order mark and CRLF line ends do not matter.</summary>
internal static class TextLines
{
    /// <summary>Reads lines as they are asked for.</summary>
    /// <param name="text">The text.</param>
    /// <param name="source">Its name, for messages.</param>
    /// <param name="longest">The longest line that is read, in characters.</param>
    /// <param name="comments">Whether lines that begin with <c>#</c> are left out.</param>
    /// <returns>Each line without white space at its end, and its number from 1.</returns>
    /// <exception cref="InstanceFormatException">A line is too long.</exception>
    public static IEnumerable<(string Content, int Line)> Read(TextReader text, string source, int longest, bool comments = true)
    {
        var buffer = new StringBuilder();
        for (int line = 1; BoundedLine.Read(text, buffer, longest, out bool tooLong); line++)
        {
            if (tooLong)
            {
                var error = new InstanceFormatException(
                    source, line, string.Create(CultureInfo.InvariantCulture, $"column {longest + 1}"), $"the line is longer than {longest} characters");
                if (!BadInstances.Skips(text, error))
                {
                    throw error;
                }

                BoundedLine.Skip(text);
                continue;
            }

            if (line == 1 && buffer.Length > 0 && buffer[0] == '\uFEFF')
            {
                buffer.Remove(0, 1);
            }

            string content = buffer.ToString().TrimEnd();
            if (content.Length > 0 && !(comments && content.AsSpan().TrimStart()[0] == '#'))
            {
                yield return (content, line);
            }
        }
    }
}
