using System.Text;

namespace TinyRecursion.Tasks.Arc;

/// <summary>Grids as text for a terminal: a block of two characters or a digit and a space for each cell.</summary>
internal static class ArcText
{
    private const string Reset = "\e[0m", Gap = "    ";

    private static ReadOnlySpan<int> Rgb =>
        [0x000000, 0x0074D9, 0xFF4136, 0x2ECC40, 0xFFDC00, 0xAAAAAA, 0xF012BE, 0xFF851B, 0x7FDBFF, 0x870C25];

    private static ReadOnlySpan<byte> Ansi256 => [16, 32, 196, 40, 220, 248, 200, 208, 117, 88];

    /// <summary>A grid, a line for each row, each with a line feed at its end.</summary>
    /// <param name="grid">The grid.</param>
    /// <param name="colours">The colours that the terminal shows.</param>
    public static string Render(ArcGrid grid, TextColours colours = TextColours.None)
    {
        var text = new StringBuilder();
        for (int row = 0; row < grid.Rows; row++)
        {
            AppendRow(text, grid, row, colours);
            text.Append('\n');
        }

        return text.ToString();
    }

    /// <summary>Grids side by side under their titles, such as an input, the right output and an answer.</summary>
    /// <param name="panels">Titles of one line, and grids; null for a grid that is not known.</param>
    /// <param name="colours">The colours that the terminal shows.</param>
    public static string Render(IReadOnlyList<(string Title, ArcGrid? Grid)> panels, TextColours colours = TextColours.None)
    {
        int[] widths = [.. panels.Select(panel => Math.Max(panel.Title.Length, panel.Grid is null ? 1 : (2 * panel.Grid.Columns) - (colours == TextColours.None ? 1 : 0)))];
        var text = new StringBuilder();
        int height = panels.Count == 0 ? -1 : panels.Max(panel => panel.Grid?.Rows ?? 1);
        for (int row = -1; row < height; row++)
        {
            int missing = 0;
            for (int i = 0; i < panels.Count; i++)
            {
                (string title, ArcGrid? grid) = panels[i];
                int written = 0;
                if (row < 0 || (row == 0 && grid is null))
                {
                    string words = row < 0 ? title : "?";
                    Fill(words.Length);
                    text.Append(words);
                }
                else if (grid is not null && row < grid.Rows)
                {
                    Fill((2 * grid.Columns) - (colours == TextColours.None ? 1 : 0));
                    AppendRow(text, grid, row, colours);
                }

                missing += widths[i] - written + Gap.Length;

                // Spaces are owed until something stands behind them, so that no line ends with any.
                void Fill(int length)
                {
                    text.Append(' ', missing);
                    (missing, written) = (0, length);
                }
            }

            text.Append('\n');
        }

        return text.ToString();
    }

    /// <summary>All pairs of a task, one below the other, each with input and output side by side.</summary>
    /// <param name="task">The task.</param>
    /// <param name="colours">The colours that the terminal shows.</param>
    public static string Render(ArcTask task, TextColours colours = TextColours.None)
    {
        IEnumerable<string> pairs = task.Train.Select((pair, index) => Show("train", pair, index))
            .Concat(task.Test.Select((pair, index) => Show("test", pair, index)));
        return string.Join('\n', pairs);

        string Show(string list, ArcPair pair, int index) =>
            Render([($"{list} {index + 1} input", pair.Input), ("output", pair.Output)], colours);
    }

    private static void AppendRow(StringBuilder text, ArcGrid grid, int row, TextColours colours)
    {
        int shown = -1;
        for (int column = 0; column < grid.Columns; column++)
        {
            int colour = grid[row, column];
            if (colours == TextColours.None)
            {
                text.Append(column > 0 ? " " : string.Empty).Append((char)('0' + colour));
                continue;
            }

            if (colour != shown)
            {
                int rgb = Rgb[colour];
                text.Append(colours == TextColours.Ansi256
                    ? $"\e[48;5;{Ansi256[colour]}m"
                    : $"\e[48;2;{rgb >> 16};{(rgb >> 8) & 255};{rgb & 255}m");
                shown = colour;
            }

            text.Append("  ");
        }

        text.Append(colours == TextColours.None ? string.Empty : Reset);
    }
}
