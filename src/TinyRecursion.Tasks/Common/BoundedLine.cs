using System.Text;

namespace TinyRecursion.Tasks.Common;

/// <summary>Reads lines without holding more than the longest one allowed.</summary>
internal static class BoundedLine
{
    /// <summary>Reads the next line without its line feed.</summary>
    /// <param name="reader">The text.</param>
    /// <param name="buffer">Receives the line, as much as is allowed.</param>
    /// <param name="maximum">The most characters.</param>
    /// <param name="tooLong">Whether the line goes on after that many.</param>
    /// <returns>False at the end of the text.</returns>
    public static bool Read(TextReader reader, StringBuilder buffer, int maximum, out bool tooLong)
    {
        buffer.Clear();
        tooLong = false;
        int next = reader.Read();
        if (next < 0)
        {
            return false;
        }

        for (; next >= 0 && next != '\n'; next = reader.Read())
        {
            if (buffer.Length == maximum)
            {
                tooLong = true;
                return true;
            }

            buffer.Append((char)next);
        }

        return true;
    }

    /// <summary>Goes to the next line.</summary>
    /// <param name="reader">The text.</param>
    public static void Skip(TextReader reader)
    {
        while (reader.Read() is >= 0 and not '\n')
        {
        }
    }
}
