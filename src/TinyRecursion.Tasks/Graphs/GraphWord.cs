namespace TinyRecursion.Tasks.Graphs;

/// <summary>A word of a file of graphs and where it stands.</summary>
/// <param name="Text">The word.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="Column">The column, from 1; 0 for a word that was given beside the file.</param>
internal readonly record struct GraphWord(string Text, int Line, int Column)
{
    /// <summary>Whether it is digits alone.</summary>
    public bool IsNumber => !Text.AsSpan().ContainsAnyExceptInRange('0', '9');

    /// <summary>The words of a line, which spaces and tabs part.</summary>
    /// <param name="text">The line, without comment.</param>
    /// <param name="line">Its number.</param>
    public static List<GraphWord> Split(string text, int line)
    {
        var words = new List<GraphWord>();
        foreach (Range range in text.AsSpan().SplitAny(' ', '\t'))
        {
            (int start, int length) = range.GetOffsetAndLength(text.Length);
            if (length > 0)
            {
                words.Add(new GraphWord(text.Substring(start, length), line, start + 1));
            }
        }

        return words;
    }
}
