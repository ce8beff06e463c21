using System.Text;

namespace TinyRecursion.Cli.Help;

/// <summary>Text in columns.</summary>
internal static class TextColumns
{
    /// <summary>Appends a name and beside it a text, wrapped between words; below it where the name is too long.</summary>
    /// <param name="page">Where to.</param>
    /// <param name="name">The name, with what stands before it.</param>
    /// <param name="text">The text; may be empty.</param>
    /// <param name="indent">The column at which the text begins.</param>
    /// <param name="width">The columns that no line is longer than, unless a word is.</param>
    public static void Append(StringBuilder page, string name, string text, int indent, int width)
    {
        page.Append(name);
        int at = name.Length;
        if (at > indent - 2 && text.Length > 0 && indent > 0)
        {
            page.Append('\n');
            at = 0;
        }

        bool first = true;
        foreach (string word in text.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (!first && at + 1 + word.Length > width)
            {
                page.Append('\n');
                (at, first) = (0, true);
            }

            page.Append(' ', first ? Math.Max(0, indent - at) : 1).Append(word);
            at = (first ? Math.Max(at, indent) : at + 1) + word.Length;
            first = false;
        }

        page.Append('\n');
    }
}
